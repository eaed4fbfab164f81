namespace Pipeline.Contracts.Mapping;

/// <summary>One element of a mapping's <c>resources</c>: a kind, which of its resources count, and the entity each makes.</summary>
public sealed record MappingBlock
{
    /// <summary>The block's place in <c>resources</c>, from 0.</summary>
    public required int Position { get; init; }

    /// <summary>The kind, such as <c>AWS::S3::Bucket</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Which resources count, and how they are listed.</summary>
    public required BlockSelector Selector { get; init; }

    /// <summary>The entity made of each resource, or of each item of it.</summary>
    public required EntityTemplate Entity { get; init; }

    /// <summary>An expression for the array whose elements make an entity each; null when the resource itself does.</summary>
    public string? ItemsToParse { get; init; }

    /// <summary>The key under which an element is put beside its resource.</summary>
    public string ItemsToParseName { get; init; } = "item";

    /// <summary>The array is taken out of the resource that its elements are put beside.</summary>
    public bool ItemsToParseTopLevelTransform { get; init; } = true;
}
