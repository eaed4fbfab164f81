using System.Collections.Concurrent;

namespace Pipeline.Simulator.Changes;

/// <summary>What was changed in one scope. Read from any thread, changed under the gate of <see cref="EstateEdits"/>.</summary>
internal sealed class ScopeEdits
{
    private readonly ConcurrentDictionary<int, ResourceEdit> edits = new();
    private volatile int created;

    /// <summary>Resources that exist beyond those the scope began with, the deleted ones among them included.</summary>
    public int Created => created;

    public ResourceEdit? Of(int index) => edits.GetValueOrDefault(index);

    public void Put(int index, ResourceEdit edit) => edits[index] = edit;

    public void Grow() => created++;
}
