using System.Text.Json;

namespace Pipeline.PortWriter.Planning;

/// <summary>A field of an entity that a write would change.</summary>
/// <param name="Field">Such as <c>title</c>, <c>properties.size</c> or <c>relations.owner</c>.</param>
/// <param name="Old">What Port holds; null for nothing.</param>
/// <param name="New">What would be written; null for nothing.</param>
public sealed record EntityDifference(string Field, JsonElement? Old, JsonElement? New);
