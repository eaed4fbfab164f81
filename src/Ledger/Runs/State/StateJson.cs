using System.Text.Json.Serialization;

namespace Pipeline.Ledger.Runs.State;

/// <summary>How the state of runs is written. What is added later is optional: documents of an earlier version are read.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(RunDocument))]
[JsonSerializable(typeof(GroupDocument))]
[JsonSerializable(typeof(ScopeDocument))]
[JsonSerializable(typeof(ListingDocument))]
[JsonSerializable(typeof(PartDocument))]
[JsonSerializable(typeof(PlanChunk))]
internal sealed partial class StateJson : JsonSerializerContext;
