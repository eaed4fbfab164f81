using System.Collections.Concurrent;
using Pipeline.Ledger.Resources;

namespace Pipeline.PortWriter.Planning;

/// <summary>What a run would do, gathered while it is only planned.</summary>
public sealed class ChangePlan
{
    private readonly ConcurrentDictionary<EntityKey, PlannedChange> _changes = new();
    private readonly TaskCompletionSource _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Blueprints that the run would create before it writes.</summary>
    public IReadOnlySet<string> NewBlueprints { get; set; } = new HashSet<string>();

    /// <summary>Ends when everything of the run is noted.</summary>
    public Task Finished => _finished.Task;

    /// <summary>The changes, by entity.</summary>
    public IReadOnlyList<PlannedChange> Changes =>
        [.. _changes.Values.OrderBy(change => change.Entity.Blueprint, StringComparer.Ordinal).ThenBy(change => change.Entity.Identifier, StringComparer.Ordinal)];

    /// <summary>Breaks the plan off.</summary>
    public void Fail(string reason) => _finished.TrySetException(new InvalidOperationException(reason));

    // Of two writes of one entity the later one counts; one that would be made and deleted in one run would not be seen.
    internal void Add(PlannedChange change) => _changes.AddOrUpdate(
        change.Entity,
        change,
        (_, known) => (known.Kind, change.Kind) switch
        {
            (ChangeKind.Create, ChangeKind.Delete) => change with { Kind = ChangeKind.Rewrite },
            _ => change,
        });

    internal void Finish() => _finished.TrySetResult();
}
