namespace Pipeline.ServiceDefaults.Installation;

/// <summary>Which accounts are read beyond what the organisation's role and the read role's name say.</summary>
public sealed record AccountSettings
{
    /// <summary>The role that lists the organisation's accounts and, under the same name, reads each; null when they are two.</summary>
    public RoleArn? OneRole { get; init; }

    /// <summary>The roles of exactly the accounts that are read; empty to ask the organisation.</summary>
    public IReadOnlyList<RoleArn> Roles { get; init; } = [];

    /// <summary>The organisational units whose accounts are read; empty for all.</summary>
    public IReadOnlyList<string> OrganizationalUnits { get; init; } = [];

    /// <summary>What the roles' trust policies ask for; null for nothing.</summary>
    public Secret? ExternalId { get; init; }
}
