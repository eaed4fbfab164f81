using System.Text.Json;
using Pipeline.Contracts;

namespace Pipeline.Mapper;

/// <summary>What a block makes of a resource, or of one item of it.</summary>
public sealed record EntityPreview
{
    /// <summary>What the expressions see: the resource, with an item beside it when the block parses items.</summary>
    public required JsonElement Input { get; init; }

    /// <summary>The selector's answer.</summary>
    public required FieldPreview Selector { get; init; }

    /// <summary>Every expression of the entity, also when the selector or another field keeps it from being made.</summary>
    public required IReadOnlyList<FieldPreview> Fields { get; init; }

    /// <summary>The entity as it would be written; null when there is none.</summary>
    public required MappedEntity? Entity { get; init; }

    /// <summary>Why there is no entity; empty when there is one.</summary>
    public required string Reason { get; init; }
}
