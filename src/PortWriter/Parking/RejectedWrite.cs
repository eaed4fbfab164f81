using Pipeline.Ledger;

namespace Pipeline.PortWriter.Parking;

/// <summary>An entity that Port did not take.</summary>
/// <param name="Resource">AWS's identifier of the resource that makes it.</param>
/// <param name="Entity">What the run's report says of it.</param>
/// <param name="MayLackTargets">Whether the reason may be that what it relates to is not at Port.</param>
internal sealed record RejectedWrite(string Resource, RejectedEntity Entity, bool MayLackTargets);
