namespace Pipeline.Ledger;

/// <summary>A run as it was asked for.</summary>
public sealed record RunRecord
{
    /// <summary>The run.</summary>
    public required Guid RunId { get; init; }

    /// <summary>The mapping it uses.</summary>
    public required string MappingVersion { get; init; }

    /// <summary>What asked for it, such as <c>sync</c>, <c>schedule</c> or <c>resync request</c>.</summary>
    public required string Trigger { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset StartedAt { get; init; }
}
