using Pipeline.Ledger.Resources;

namespace Pipeline.PortWriter.Observing;

/// <summary>A resource as an observation found it.</summary>
/// <param name="Key">Its row.</param>
/// <param name="Entities">What it makes, each entity once; nothing when it is absent.</param>
/// <param name="IsPresent">Whether it exists.</param>
/// <param name="IsFaulted">Whether something kept a block from saying what it makes: then what it made before stays.</param>
internal sealed record ObservedResource(RowKey Key, IReadOnlyList<ObservedEntity> Entities, bool IsPresent, bool IsFaulted);
