using Pipeline.Contracts;
using Pipeline.Simulator;

namespace Pipeline.Enumerator.Tests.Accounts;

/// <summary>Runs whose own credentials or endpoint are of no use.</summary>
public sealed class CredentialTests
{
    private const string Instance = "AWS::EC2::Instance";

    private static readonly SimulatorOptions Small = new()
    {
        Accounts = 3, Regions = ["us-east-1", "eu-west-1"], Kinds = [Instance], ResourcesPerScope = 4,
    };

    [Fact]
    public async Task Run_WrongSecret_FailsAtOnceAndSaysWhichVariables()
    {
        await using var world = await SimulatedWorld.StartAsync(Small, CancellationToken.None);
        await using var host = await EnumeratorHost.StartAsync(world, options => options with { SecretAccessKey = "wrong" });

        var run = await host.RunAsync(Mappings.OfKinds(Instance));

        Assert.Equal(RunOutcome.Failed, run.Outcome);
        Assert.Contains("SignatureDoesNotMatch", run.Failure, StringComparison.Ordinal);
        Assert.Contains("OCEAN__INTEGRATION__CONFIG__AWS_SECRET_ACCESS_KEY", run.Failure, StringComparison.Ordinal);
        Assert.Equal(1, world.Statistics.AwsCalls);
    }

    [Fact]
    public async Task Run_UnknownKey_FailsAtOnce()
    {
        await using var world = await SimulatedWorld.StartAsync(Small, CancellationToken.None);
        await using var host = await EnumeratorHost.StartAsync(world, options => options with { AccessKeyId = "AKIAUNKNOWNUNKNOWN12" });

        var run = await host.RunAsync(Mappings.OfKinds(Instance));

        Assert.Equal(RunOutcome.Failed, run.Outcome);
        Assert.Contains("InvalidClientTokenId", run.Failure, StringComparison.Ordinal);
        Assert.Equal(1, world.Statistics.AwsCalls);
    }

    [Fact]
    public async Task Run_NothingListensAtTheEndpoint_FailsAfterTheUnreachableDeadline()
    {
        var options = new EnumeratorOptions
        {
            AccessKeyId = "AKIAHOMEHOMEHOMEHOME", SecretAccessKey = "secret", UnreachableDeadline = TimeSpan.FromMilliseconds(500),
        };
        await using var host = await EnumeratorHost.StartAsync("http://127.0.0.1:9", options);

        var run = await host.RunAsync(Mappings.OfKinds(Instance));

        Assert.Equal(RunOutcome.Failed, run.Outcome);
        Assert.Contains("AWS does not answer", run.Failure, StringComparison.Ordinal);
        Assert.Contains("AWS_ENDPOINT_URL", run.Failure, StringComparison.Ordinal);
    }
}
