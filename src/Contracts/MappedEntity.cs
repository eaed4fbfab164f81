using System.Text.Json;

namespace Pipeline.Contracts;

/// <summary>An entity as it is to be written to Port.</summary>
public sealed record MappedEntity
{
    /// <summary>Position in the mapping's <c>resources</c> of the block that made it.</summary>
    public required int Block { get; init; }

    /// <summary>AWS's identifier of the resource it was made from.</summary>
    public required string Resource { get; init; }

    /// <summary>The blueprint it belongs to.</summary>
    public required string Blueprint { get; init; }

    /// <summary>
    /// Identifies the entity within its blueprint: the identifier itself, or the JSON text of the search object
    /// by which Port is to find it.
    /// </summary>
    public required string Identifier { get; init; }

    /// <summary>The body of the upsert, exactly as Port gets it.</summary>
    public required JsonElement Body { get; init; }
}
