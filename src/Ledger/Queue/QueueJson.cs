using System.Text.Json.Serialization;

namespace Pipeline.Ledger.Queue;

/// <summary>How the queue is written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RunQueueDocument))]
[JsonSerializable(typeof(SlotDocument))]
[JsonSerializable(typeof(RefreshDocument))]
internal sealed partial class QueueJson : JsonSerializerContext;
