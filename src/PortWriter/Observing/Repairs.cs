using Pipeline.Contracts;
using Pipeline.Ledger.Resources;

namespace Pipeline.PortWriter.Observing;

/// <summary>Resources that have to be fetched and written again, gathered while one message is written.</summary>
internal sealed class Repairs
{
    private readonly Dictionary<ResourceKey, ChangeCause> _resources = [];
    private readonly Dictionary<RowKey, IReadOnlySet<EntityKey>> _doubts = [];

    /// <summary>What is to be fetched, and why.</summary>
    public IReadOnlyDictionary<ResourceKey, ChangeCause> Resources => _resources;

    /// <summary>The entities of other rows that Port may no longer hold as those say.</summary>
    public IReadOnlyDictionary<RowKey, IReadOnlySet<EntityKey>> Doubts => _doubts;

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
}
