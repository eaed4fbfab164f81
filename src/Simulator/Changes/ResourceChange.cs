namespace Pipeline.Simulator.Changes;

/// <summary>Something that happened to a resource of the organisation, and what AWS tells about it.</summary>
public sealed record ResourceChange
{
    /// <summary>Which change of this world it is, from 1.</summary>
    public required long Number { get; init; }

    /// <summary>What happened.</summary>
    public required ResourceChangeKind What { get; init; }

    /// <summary>The kind, such as <c>AWS::S3::Bucket</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The account the resource is in.</summary>
    public required string AccountId { get; init; }

    /// <summary>The region the resource is in; for a kind that is the same in all, the one AWS reports its events from.</summary>
    public required string Region { get; init; }

    /// <summary>The identifier Cloud Control gives the resource.</summary>
    public required string Identifier { get; init; }

    /// <summary>When it happened.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The event as EventBridge sends it, as JSON; null for kinds of which the simulator knows no event.</summary>
    public string? Envelope { get; init; }

    /// <summary>The event as the rules of Ocean's Terraform module send it, as JSON; null where <see cref="Envelope"/> is.</summary>
    public string? OceanBody { get; init; }
}
