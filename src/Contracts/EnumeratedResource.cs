using System.Text.Json;

namespace Pipeline.Contracts;

/// <summary>What AWS returned for one resource.</summary>
public sealed record EnumeratedResource
{
    /// <summary>AWS's identifier of the resource within its account, region and kind.</summary>
    public required string Identifier { get; init; }

    /// <summary>The resource in the shape that users' mappings read.</summary>
    public required JsonElement Raw { get; init; }
}
