using Pipeline.Contracts;
using Pipeline.Ledger.Resources;

namespace Pipeline.PortWriter.Parking;

/// <summary>A parked resource with what it makes.</summary>
/// <param name="RunId">The run that parked it; <see cref="ParkedResources.Live"/> for none.</param>
/// <param name="Parked">As the ledger holds it.</param>
/// <param name="Message">What it makes.</param>
internal sealed record WaitingResource(Guid RunId, ParkedResource Parked, EntitiesMapped Message);
