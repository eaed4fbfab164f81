using System.Text.Json;

namespace Pipeline.Contracts;

/// <summary>A few resources of a kind, for people to look at: what may be secret is taken out.</summary>
public sealed record ResourcesSampled
{
    /// <inheritdoc cref="StartRun.RunId"/>
    public required Guid RunId { get; init; }

    /// <summary>The kind.</summary>
    public required string Kind { get; init; }

    /// <summary>The resources in the shape that mappings read, as they are before items are parsed.</summary>
    public required IReadOnlyList<JsonElement> Samples { get; init; }
}
