namespace Pipeline.Simulator.Port.Entities;

/// <summary>An entity as it is between two writes. Never changes.</summary>
internal sealed record EntityState(EntityKey Key)
{
    private static readonly byte[] Empty = "{}"u8.ToArray();

    public string? Title { get; init; }

    public string? Icon { get; init; }

    /// <summary>Team or teams, as JSON; null when none.</summary>
    public byte[]? Team { get; init; }

    /// <summary>The properties that are set, as one JSON object. Kept as bytes: a third of a parsed tree's memory.</summary>
    public byte[] Properties { get; init; } = Empty;

    public IReadOnlyDictionary<string, Relation> Relations { get; init; } = new Dictionary<string, Relation>();

    /// <summary>True for an entity that exists only because another relates to it.</summary>
    public bool IsPlaceholder { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>User agent of whoever created it.</summary>
    public string CreatedBy { get; init; } = string.Empty;

    /// <summary>User agent of whoever wrote it last: Port's <c>$datasource</c>.</summary>
    public string UpdatedBy { get; init; } = string.Empty;
}
