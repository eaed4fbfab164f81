namespace Pipeline.Contracts;

/// <summary>AWS was asked for a resource and confirmed that it does not exist. Nothing less than that is ever said by this.</summary>
public sealed record ResourceGone
{
    /// <summary>The resource.</summary>
    public required ResourceKey Resource { get; init; }

    /// <inheritdoc cref="StartRun.MappingVersion"/>
    public required string MappingVersion { get; init; }

    /// <summary>The ticket taken before AWS was asked the last time.</summary>
    public required long Ticket { get; init; }

    /// <inheritdoc cref="ResourceChanged.OccurredAt"/>
    public required DateTimeOffset OccurredAt { get; init; }
}
