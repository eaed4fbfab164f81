using System.Collections.Concurrent;

namespace Pipeline.Standalone.Hosting;

/// <summary>
/// Why what follows the end of a run could not be done. It is kept beside the ledger, as the ledger may be what failed.
/// </summary>
internal sealed class AftermathFaults
{
    private readonly ConcurrentDictionary<Guid, string> _reasons = new();

    /// <summary>Why it failed for a run; null when it did not.</summary>
    public string? Of(Guid runId) => _reasons.GetValueOrDefault(runId);

    /// <summary>Notes it; the first reason stands.</summary>
    public void Note(Guid runId, string reason) => _reasons.TryAdd(runId, reason);
}
