using System.Text.Json.Serialization;
using Pipeline.Simulator.Recording;

namespace Pipeline.Simulator.Control;

/// <summary>JSON of the simulator's own routes.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    UseStringEnumConverter = true,
    PropertyNameCaseInsensitive = true,
    WriteIndented = true)]
[JsonSerializable(typeof(SimulatorStatistics))]
[JsonSerializable(typeof(EqualityReport))]
[JsonSerializable(typeof(IReadOnlyList<SimulatorFault>))]
[JsonSerializable(typeof(IReadOnlyList<RecordedRequest>))]
internal sealed partial class ControlJson : JsonSerializerContext;
