using System.Text.Json.Serialization;

namespace Pipeline.Port;

/// <summary>A count, in the object that Port wants around it.</summary>
/// <param name="Count">How many.</param>
public readonly record struct ObjectCount([property: JsonPropertyName("object_count")] long Count);
