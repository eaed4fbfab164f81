using Pipeline.Contracts;
using Pipeline.Ledger.Resources;

namespace Pipeline.PortWriter.Observing;

/// <summary>
/// Resources that have to be fetched and written again, gathered while one message is written. They are passed on
/// before the ledger forgets what made them necessary, so that a crash in between repeats them.
/// </summary>
/// <param name="rows">Where doubts are noted.</param>
/// <param name="requests">Where resources are asked for.</param>
/// <param name="mappingVersion">The mapping of the message that is written.</param>
internal sealed class Repairs(ResourceLedger rows, IRepairRequests requests, string mappingVersion)
{
    private readonly Dictionary<ResourceKey, (ChangeCause Cause, string MappingVersion)> _resources = [];
    private readonly Dictionary<RowKey, IReadOnlySet<EntityKey>> _doubts = [];

    /// <summary>Asks for a resource.</summary>
    /// <param name="row">A row of it.</param>
    /// <param name="cause">Why.</param>
    /// <param name="known">
    /// The mapping that it was last observed under, where that is known. What is fetched under an older one could never
    /// be written, and would be asked for without end.
    /// </param>
    public void Ask(RowKey row, ChangeCause cause, string? known = null)
    {
        var version = Later(known, mappingVersion);
        _resources[row.Resource] = _resources.TryGetValue(row.Resource, out var asked) ? (asked.Cause, Later(asked.MappingVersion, version)) : (cause, version);
    }

    /// <summary>An entity is another row's to write now.</summary>
    public void HandOver(EntityKey entity, RowKey to)
    {
        if (!_doubts.TryGetValue(to, out var entities))
        {
            _doubts.Add(to, entities = new HashSet<EntityKey>());
        }

        ((HashSet<EntityKey>)entities).Add(entity);
        Ask(to, ChangeCause.Takeover);
    }

    /// <summary>Notes in the ledger what is in doubt, and then asks for all that was gathered.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (_doubts.Count > 0)
        {
            await rows.DoubtAsync(_doubts, cancellationToken);
        }

        foreach (var version in _resources.GroupBy(resource => resource.Value.MappingVersion, StringComparer.Ordinal))
        {
            await requests.SendAsync(version.ToDictionary(resource => resource.Key, resource => resource.Value.Cause), version.Key, cancellationToken);
        }

        _doubts.Clear();
        _resources.Clear();
    }

    private static string Later(string? one, string other) =>
        one is { Length: > 0 } && ObservationOrder.CompareVersions(one, other) > 0 ? one : other;
}
