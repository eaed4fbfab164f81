namespace Pipeline.Contracts;

/// <summary>The options at the root of a mapping that go along with every write.</summary>
public sealed record WriteOptions
{
    /// <summary>Properties that the mapping does not name are kept (<c>enableMergeEntity</c>).</summary>
    public bool Merge { get; init; } = true;

    /// <summary>Port creates empty entities for relation targets that do not exist yet.</summary>
    public bool CreateMissingRelatedEntities { get; init; } = true;
}
