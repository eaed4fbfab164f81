using Pipeline.Ledger;
using Pipeline.Ledger.Resources;

namespace Pipeline.PortWriter.Parking;

/// <summary>What became of the entities of a message that Port did not take.</summary>
/// <param name="Parked">The resources that wait for what they relate to.</param>
/// <param name="Refused">Entities that are not to be tried again.</param>
internal sealed record ParkedWrites(IReadOnlyList<ParkedResource> Parked, IReadOnlyList<RejectedEntity> Refused);
