namespace Pipeline.Aws;

/// <summary>A role to assume.</summary>
public sealed record AssumedRole
{
    /// <summary><c>arn:PARTITION:iam::ACCOUNT:role/NAME</c>. Its partition decides where STS is asked.</summary>
    public required string RoleArn { get; init; }

    /// <summary>Names the session in CloudTrail: 2 to 64 letters, digits and <c>+=,.@-_</c>.</summary>
    public required string SessionName { get; init; }

    /// <summary>What the role's trust policy may ask for besides the caller's identity.</summary>
    public string? ExternalId { get; init; }

    /// <summary>How long the keys live; AWS takes 15 minutes to 12 hours, and at most one for a role assumed from a role.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The region whose STS is asked; by default the partition's first.</summary>
    public string? Region { get; init; }
}
