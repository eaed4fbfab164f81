using System.Text.Json.Serialization;
using Pipeline.Contracts;

namespace Pipeline.PortWriter.Parking;

/// <summary>What a parked resource makes, as the claim-check store holds it.</summary>
[JsonSerializable(typeof(EntitiesMapped))]
internal sealed partial class ParkedJson : JsonSerializerContext;
