namespace Pipeline.Simulator.Changes;

/// <summary>What was changed of a resource since the world began. Never changes itself.</summary>
internal sealed record ResourceEdit
{
    public static readonly IReadOnlyDictionary<string, string?> NoTags = new Dictionary<string, string?>();

    /// <summary>How often its properties were changed; they are made anew each time.</summary>
    public int Revision { get; init; }

    /// <summary>True while it does not exist.</summary>
    public bool IsDeleted { get; init; }

    /// <summary>Tags that were set; null for one that was taken away.</summary>
    public IReadOnlyDictionary<string, string?> Tags { get; init; } = NoTags;
}
