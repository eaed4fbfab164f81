namespace Pipeline.Enumerator;

/// <summary>What the Enumerator needs to know of an installation.</summary>
public sealed record EnumeratorOptions
{
    /// <summary>The role by which the organisation's accounts are read; null to read them with the home credentials.</summary>
    public string? OrganizationRoleArn { get; init; }

    /// <summary>The name of the role assumed in every other account of the organisation.</summary>
    public string AccountReadRoleName { get; init; } = "AwsPortOceanIntegrationReadOnlyRole";

    /// <summary>
    /// The roles of exactly the accounts that are listed; empty to ask the organisation. The home account is then listed
    /// only when one of the roles is in it.
    /// </summary>
    public IReadOnlyList<string> AccountRoleArns { get; init; } = [];

    /// <summary>
    /// Whether the account of the home credentials is listed, with these credentials. Else it merely lends its identity,
    /// and is listed like any other where the organisation has it.
    /// </summary>
    public bool ListsHomeAccount { get; init; } = true;

    /// <summary>Organisational units, or roots: only accounts in them or below are listed. Empty for all.</summary>
    public IReadOnlyList<string> OrganizationalUnits { get; init; } = [];

    /// <summary>What the roles' trust policies ask for besides the caller's identity; null for nothing.</summary>
    public string? ExternalId { get; init; }

    /// <summary>A static access key; null for the AWS SDK's default chain.</summary>
    public string? AccessKeyId { get; init; }

    /// <summary>The secret of <see cref="AccessKeyId"/>.</summary>
    public string? SecretAccessKey { get; init; }

    /// <summary>The session token of a temporary <see cref="AccessKeyId"/>; null for a user's keys.</summary>
    public string? SessionToken { get; init; }

    /// <summary>The region asked for what belongs to no region (identity, organisation). Null: the partition's first.</summary>
    public string? HomeRegion { get; init; }

    /// <summary>Scopes listed at one time.</summary>
    public int ConcurrentScopes { get; init; } = 32;

    /// <summary>Resources of a page read at one time, when each is read by itself.</summary>
    public int ConcurrentReads { get; init; } = 10;

    /// <summary>Resources fetched at one time for live events.</summary>
    public int ConcurrentFetches { get; init; } = 64;

    /// <summary>How long a fetch is retried without any progress before the event is given up as a dead letter.</summary>
    public TimeSpan FetchDeadline { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a scope is retried without any progress before it fails.</summary>
    public TimeSpan ScopeDeadline { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How long reading the accounts is retried without any progress.</summary>
    public TimeSpan DiscoveryDeadline { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long an endpoint that cannot be reached at all is tried: names that do not resolve rarely start to.</summary>
    public TimeSpan UnreachableDeadline { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Bytes of resources in one message. SNS takes 256 KB with attributes; this leaves room for the envelope.</summary>
    public int PageBytes { get; init; } = 200_000;
}
