using Pipeline.Simulator;

namespace Pipeline.Chaos.Tests.Fleet;

/// <summary>What a fleet runs against.</summary>
internal sealed record FleetOptions
{
    /// <summary>Everything drawn by chance comes from it.</summary>
    public required int Seed { get; init; }

    /// <summary>The organisation: several pages in each scope, and kinds that relate to each other.</summary>
    public SimulatorOptions Estate { get; init; } = new()
    {
        Accounts = 2,
        Regions = ["us-east-1", "eu-west-1"],
        Kinds = ["AWS::EC2::VPC", "AWS::EC2::Subnet", "AWS::EC2::SecurityGroup", "AWS::EC2::Instance", "AWS::S3::Bucket", "AWS::IAM::Role"],
        ResourcesPerScope = 40,
        PageSize = 5,
    };

    /// <summary>After what time a queue hands out again what a killed process held; the product's own is 30 s.</summary>
    public TimeSpan Visibility { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>How long anything is waited for. The machine may be loaded.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(4);

    /// <summary>How far a service's clock is ahead; behind, where it is negative. Needs <see cref="FakeClock"/>.</summary>
    public IReadOnlyDictionary<string, TimeSpan> Clocks { get; init; } = new Dictionary<string, TimeSpan>();

    /// <summary>Whether a <see cref="Queues.QueueGateway"/> stands before the queues.</summary>
    public bool HasGateway { get; init; }
}
