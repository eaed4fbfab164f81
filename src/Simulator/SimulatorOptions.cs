using System.Net;
using Pipeline.Simulator.Changes;

namespace Pipeline.Simulator;

/// <summary>What the simulated AWS organisation and the Port stand-in are like. All of it has a default that works.</summary>
public sealed record SimulatorOptions
{
    /// <summary>Everything simulated is a function of this number: the same seed gives the same organisation, to the byte.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Accounts of the organisation, the management account included. At least 1.</summary>
    public int Accounts { get; init; } = 3;

    /// <summary>Regions that are enabled in every account.</summary>
    public IReadOnlyList<string> Regions { get; init; } = ["us-east-1", "eu-west-1", "ap-southeast-2"];

    /// <summary>Kinds the organisation has resources of, such as <c>AWS::S3::Bucket</c>. Empty: all realistic ones.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <summary>
    /// Facts about kinds beyond the built-in table: how they are identified, and what listing them requires.
    /// A kind of <see cref="Kinds"/> without facts is identified by <c>Id</c> and listed without parent.
    /// </summary>
    public IReadOnlyList<KindFacts> KindFacts { get; init; } = [];

    /// <summary>Resources in each account and region of a regional kind, and in each account of a global one.</summary>
    public int ResourcesPerScope { get; init; } = 20;

    /// <summary>Resources on a page of ListResources when the caller sets no MaxResults. 1 to 100, AWS's own range.</summary>
    public int PageSize { get; init; } = 100;

    /// <summary>False: the credentials belong to an account outside any organisation.</summary>
    public bool InOrganization { get; init; } = true;

    /// <summary>What goes wrong from the start. <see cref="SimulatedWorld.SetFaults"/> changes it later.</summary>
    public IReadOnlyList<SimulatorFault> Faults { get; init; } = [];

    /// <summary>Changes of resources in a second, from the start on: creations, changes of properties and tags, deletions.</summary>
    public double ChurnPerSecond { get; init; }

    /// <summary>Where events about changes go; null for nowhere. <see cref="SimulatedWorld.SendEventsTo"/> sets it later.</summary>
    public EventTarget? Events { get; init; }

    /// <summary>
    /// Where both sides listen: loopback, unless a container is to be reached from others. Whoever reaches it needs no
    /// credentials for its control routes.
    /// </summary>
    public IPAddress ListenAddress { get; init; } = IPAddress.Loopback;

    /// <summary>The name under which others reach it, in <see cref="SimulatedWorld.Environment"/> and in addresses that Port gives out; null for the address it listens at.</summary>
    public string? HostName { get; init; }

    /// <summary>Port of the AWS endpoint. 0: any free one.</summary>
    public int AwsPort { get; init; }

    /// <summary>Port of the Port API. 0: any free one.</summary>
    public int PortPort { get; init; }

    /// <summary>Role of the management account that may list the organisation's accounts.</summary>
    public string OrganizationRoleName { get; init; } = "PortOceanOrganizationReadRole";

    /// <summary>Role of every account that may read its resources.</summary>
    public string AccountReadRoleName { get; init; } = "AwsPortOceanIntegrationReadOnlyRole";

    /// <summary>What the roles' trust policies ask for besides the caller's identity; null for nothing.</summary>
    public string? ExternalId { get; init; }

    /// <summary>True: the credentials belong to the management account; false: to a member, as Port's guide advises.</summary>
    public bool InstalledInManagementAccount { get; init; }

    /// <summary>Longest life of an assumed role's keys. AWS's own default maximum is an hour.</summary>
    public TimeSpan RoleSessionLifetime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Puts the demo catalog's blueprints and its mapping at Port before the world is handed out.</summary>
    public bool SeedMapping { get; init; }

    /// <summary>Identifier of the integration that the environment names and that <see cref="SeedMapping"/> creates.</summary>
    public string IntegrationIdentifier { get; init; } = "simulated-aws";

    /// <summary>Port makes blueprints and mapping of new AWS integrations itself (their <c>createPortResourcesOrigin</c> is <c>Port</c>).</summary>
    public bool PortProvisionsDefaults { get; init; }

    /// <summary>Port's id of the organisation that the credentials are of.</summary>
    public string PortOrganizationId { get; init; } = "org_simulator";

    /// <summary>What Port switched on for the organisation, by the names of its feature flags.</summary>
    public IReadOnlyList<string> PortFeatureFlags { get; init; } = [];

    /// <summary>How often such an integration is looked at before its mapping is there.</summary>
    public int PortProvisioningLooks { get; init; } = 2;

    /// <summary>Port requests allowed in each <see cref="PortRatePeriod"/>; the next one is answered 429.</summary>
    public int PortRequestsPerPeriod { get; init; } = 100_000;

    /// <summary>The window that <see cref="PortRequestsPerPeriod"/> counts in, in whole seconds.</summary>
    public TimeSpan PortRatePeriod { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Whether a 429 carries Retry-After; Port's published headers do not include it.</summary>
    public bool PortSendsRetryAfter { get; init; }

    /// <summary>Life of a Port access token. Port's own is three hours.</summary>
    public TimeSpan PortTokenLifetime { get; init; } = TimeSpan.FromHours(3);

    /// <summary>Requests kept for <c>/_simulator/requests</c>; the oldest go first.</summary>
    public int RecordedRequests { get; init; } = 20_000;

    /// <summary>Bytes of request bodies kept in all. Bodies above 8 KiB are kept only with <see cref="RecordLargeBodies"/>.</summary>
    public int RecordedBodyBytes { get; init; } = 32 * 1024 * 1024;

    /// <summary>Keeps request bodies of any size, as far as <see cref="RecordedBodyBytes"/> goes.</summary>
    public bool RecordLargeBodies { get; init; }

    /// <summary>Versions kept of each entity at Port; the first and the newest ones stay.</summary>
    public int VersionsPerEntity { get; init; } = 20;
}
