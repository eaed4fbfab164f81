using Pipeline.Simulator;

namespace Pipeline.EndToEnd.Tests.Program;

/// <summary>Organisations to sync: as small as the question allows, since every test runs a process.</summary>
internal static class Estate
{
    public const string Bucket = "AWS::S3::Bucket";
    public const string Function = "AWS::Lambda::Function";
    public const string Queue = "AWS::SQS::Queue";

    /// <summary>Two accounts, two regions, a global kind, a regional one and one that is listed by its own service.</summary>
    public static SimulatorOptions Small { get; } = new()
    {
        Accounts = 2,
        Regions = ["us-east-1", "eu-west-1"],
        Kinds = [Bucket, Function, Queue],
        ResourcesPerScope = 3,
        SeedMapping = true,
    };

    public static Task<SimulatedWorld> SmallAsync(params IReadOnlyList<SimulatorFault> faults) =>
        StartAsync(Small with { Faults = faults });

    public static Task<SimulatedWorld> StartAsync(SimulatorOptions options) =>
        SimulatedWorld.StartAsync(options, TestContext.Current.CancellationToken);
}
