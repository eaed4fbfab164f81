using System.Text.Json;
using Pipeline.Contracts;

namespace Pipeline.Mapper;

/// <summary>One expression of a block, and what it made of a resource.</summary>
public sealed record FieldPreview
{
    /// <inheritdoc cref="MappingFinding.Field"/>
    public required string Field { get; init; }

    /// <summary>The expression as the mapping has it.</summary>
    public required string Expression { get; init; }

    /// <summary>What came of evaluating it.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>Its first output; null when it has none.</summary>
    public required JsonElement Value { get; init; }

    /// <summary>What a run would report of it; null when all is well.</summary>
    public required FindingKind? Finding { get; init; }

    /// <summary>Why it is null, failed or of no use; empty when all is well.</summary>
    public required string Explanation { get; init; }
}
