using Pipeline.Contracts;
using Pipeline.Ledger.Resources;

namespace Pipeline.PortWriter.Observing;

/// <summary>An entity that an observed resource makes.</summary>
/// <param name="Key">What it is at Port.</param>
/// <param name="Entity">As the mapping made it.</param>
/// <param name="Hash">Of what is written.</param>
/// <param name="IsSearched">Whether Port resolves a search when it is written: then the hash does not say what is written.</param>
internal sealed record ObservedEntity(EntityKey Key, MappedEntity Entity, EntityHash Hash, bool IsSearched)
{
    public int Block => Entity.Block;
}
