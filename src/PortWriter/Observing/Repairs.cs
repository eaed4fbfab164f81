using Pipeline.Contracts;
using Pipeline.Ledger.Resources;

namespace Pipeline.PortWriter.Observing;

/// <summary>
/// Resources that have to be fetched and written again, gathered while one message is written. They are passed on
/// before the ledger forgets what made them necessary, so that a crash in between repeats them.
/// </summary>
internal sealed class Repairs(ResourceLedger rows, IRepairRequests requests, string mappingVersion)
{
    private readonly Dictionary<ResourceKey, ChangeCause> _resources = [];
    private readonly Dictionary<RowKey, IReadOnlySet<EntityKey>> _doubts = [];

    public void Ask(RowKey row, ChangeCause cause) => _resources.TryAdd(row.Resource, cause);

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

        if (_resources.Count > 0)
        {
            await requests.SendAsync(_resources, mappingVersion, cancellationToken);
        }

        _doubts.Clear();
        _resources.Clear();
    }
}
