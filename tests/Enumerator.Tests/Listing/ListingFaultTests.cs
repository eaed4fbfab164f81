using Pipeline.Contracts;
using Pipeline.Ledger;
using Pipeline.Simulator;

namespace Pipeline.Enumerator.Tests.Listing;

/// <summary>Listings in which AWS refuses or fails.</summary>
public sealed class ListingFaultTests
{
    private const string Instance = "AWS::EC2::Instance";

    private static readonly SimulatorOptions OneAccount = new()
    {
        Accounts = 1, Regions = ["us-east-1"], Kinds = [Instance], ResourcesPerScope = 250,
    };

    [Fact]
    public async Task Run_AThirdOfAllCallsRefused_MissesNothingAndTakesSeconds()
    {
        string[] kinds = [Instance, "AWS::EC2::VPC", "AWS::S3::Bucket", "AWS::SQS::Queue", "AWS::Lambda::Function"];
        await using var world = await SimulatedWorld.StartAsync(
            new SimulatorOptions
            {
                Accounts = 3,
                Regions = ["us-east-1", "eu-west-1", "ap-southeast-2", "eu-central-1"],
                Kinds = kinds,
                ResourcesPerScope = 40,
                Faults = [new SimulatorFault { Kind = SimulatorFaultKind.Throttle, Service = "cloudcontrolapi", Fraction = 0.3 }],
            },
            CancellationToken.None);
        await using var host = await EnumeratorHost.StartAsync(world);
        var start = TimeProvider.System.GetTimestamp();

        var run = await host.RunAsync(Mappings.OfKinds(kinds));

        Assert.Equal(RunOutcome.Complete, run.Outcome);
        Assert.Equal((4 * 12) + 3, run.Scopes.Count);
        Assert.All(run.Scopes, scope => Assert.Equal(40, scope.Listed));
        Assert.InRange(TimeProvider.System.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(30));
    }

    [Theory]
    [InlineData(SimulatorFaultKind.Deny, FailureClass.AccessDenied, "AccessDeniedException")]
    [InlineData(SimulatorFaultKind.DisableRegion, FailureClass.RegionDisabled, "UnrecognizedClientException")]
    public async Task Run_ARegionRefuses_FailsItsScopeWithAwsCodeAndListsTheOthers(SimulatorFaultKind fault, FailureClass expected, string code)
    {
        await using var world = await SimulatedWorld.StartAsync(
            OneAccount with { Regions = ["us-east-1", "eu-west-1"], ResourcesPerScope = 3, Faults = [new SimulatorFault { Kind = fault, Region = "eu-west-1", Service = "cloudcontrolapi" }] },
            CancellationToken.None);
        await using var host = await EnumeratorHost.StartAsync(world);

        var run = await host.RunAsync(Mappings.OfKinds(Instance));

        Assert.Equal(RunOutcome.Partial, run.Outcome);
        var failed = Assert.Single(run.Scopes, scope => scope.State == ScopeState.Failed);
        Assert.Equal(("eu-west-1", expected, code), (failed.Scope.Region, failed.Failure!.Class, failed.Failure.Code));
        Assert.NotEmpty(failed.Failure.RequestId);
        Assert.Equal(3, host.Downstream.Resources.Count);
    }

    [Theory]
    [InlineData("AWS::SQS::QueuePolicy", "UnsupportedActionException")]
    [InlineData("AWS::Made::Up", "TypeNotFoundException")]
    public async Task Run_KindThatAwsDoesNotList_FailsItsScope(string kind, string code)
    {
        await using var world = await SimulatedWorld.StartAsync(OneAccount with { ResourcesPerScope = 1 }, CancellationToken.None);
        await using var host = await EnumeratorHost.StartAsync(world);

        var run = await host.RunAsync(Mappings.OfKinds(Instance, kind));

        Assert.Equal(RunOutcome.Partial, run.Outcome);
        var failed = Assert.Single(run.Scopes, scope => scope.State == ScopeState.Failed);
        Assert.Equal((kind, FailureClass.KindUnsupported, code), (failed.Scope.Kind, failed.Failure!.Class, failed.Failure.Code));
    }

    [Fact]
    public async Task Run_KindThatNeedsAParent_FailsItsScopeAsInvalid()
    {
        await using var world = await SimulatedWorld.StartAsync(OneAccount with { ResourcesPerScope = 1 }, CancellationToken.None);
        await using var host = await EnumeratorHost.StartAsync(world);

        var run = await host.RunAsync(Mappings.OfKinds(Instance, "AWS::EKS::Addon"));

        var failed = Assert.Single(run.Scopes, scope => scope.State == ScopeState.Failed);
        Assert.Equal(FailureClass.InvalidRequest, failed.Failure!.Class);
        Assert.Single(run.Notes, note => note.Contains("ClusterName", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_GlobalKindDeniedInARegion_AsksTheNext()
    {
        await using var world = await SimulatedWorld.StartAsync(
            OneAccount with
            {
                Regions = ["us-east-1", "eu-west-1"], Kinds = ["AWS::IAM::Role"], ResourcesPerScope = 5,
                Faults = [new SimulatorFault { Kind = SimulatorFaultKind.Deny, Region = "us-east-1", Service = "cloudcontrolapi" }],
            },
            CancellationToken.None);
        await using var host = await EnumeratorHost.StartAsync(world);

        var run = await host.RunAsync(Mappings.OfKinds("AWS::IAM::Role"));

        Assert.Equal(RunOutcome.Complete, run.Outcome);
        Assert.Equal(5, host.Downstream.Resources.Count);
        Assert.All(host.Downstream.Resources, resource => Assert.Equal("eu-west-1", resource.Raw.GetProperty("__Region").GetString()));
    }

    [Fact]
    public async Task Run_GlobalKindDeniedEverywhere_FailsItsScope()
    {
        await using var world = await SimulatedWorld.StartAsync(
            OneAccount with
            {
                Regions = ["us-east-1", "eu-west-1"], Kinds = ["AWS::IAM::Role", Instance], ResourcesPerScope = 5,
                Faults = [new SimulatorFault { Kind = SimulatorFaultKind.Deny, ResourceKind = "AWS::IAM::Role", Service = "cloudcontrolapi" }],
            },
            CancellationToken.None);
        await using var host = await EnumeratorHost.StartAsync(world);

        var run = await host.RunAsync(Mappings.OfKinds("AWS::IAM::Role", Instance));

        Assert.Equal(RunOutcome.Partial, run.Outcome);
        var failed = Assert.Single(run.Scopes, scope => scope.State == ScopeState.Failed);
        Assert.Equal((Scope.Global, FailureClass.AccessDenied), (failed.Scope.Region, failed.Failure!.Class));
        Assert.Equal(2, world.Statistics.Requests["aws cloudcontrolapi ListResources AccessDeniedException"]);
    }

    [Theory]
    [InlineData(SimulatorFaultKind.FailPage)]
    [InlineData(SimulatorFaultKind.CutPage)]
    [InlineData(SimulatorFaultKind.ExpirePageToken)]
    public async Task Run_SecondPageFailsOnce_ListsAllTheSame(SimulatorFaultKind fault)
    {
        await using var world = await SimulatedWorld.StartAsync(
            OneAccount with { Faults = [new SimulatorFault { Kind = fault, Page = 2, Times = 1 }] }, CancellationToken.None);
        await using var host = await EnumeratorHost.StartAsync(world);

        var run = await host.RunAsync(Mappings.OfKinds(Instance));

        Assert.Equal(RunOutcome.Complete, run.Outcome);
        Assert.Equal(250, host.Downstream.Resources.Select(resource => resource.Identifier).Distinct().Count());
    }

    [Fact]
    [Trait("Row", "R19")]
    public async Task Run_PageTokenExpires_StartsANewAttemptWhosePagesAloneCount()
    {
        await using var world = await SimulatedWorld.StartAsync(
            OneAccount with { Faults = [new SimulatorFault { Kind = SimulatorFaultKind.ExpirePageToken, Page = 3, Times = 1 }] }, CancellationToken.None);
        await using var host = await EnumeratorHost.StartAsync(world);

        var run = await host.RunAsync(Mappings.OfKinds(Instance));

        var second = host.Downstream.Pages.Where(page => page.Attempt == 2).Select(page => page.Page).Order().ToList();
        Assert.Equal(2, host.Downstream.Pages.Count(page => page.Attempt == 1));
        Assert.Equal(Enumerable.Range(1, second.Count), second);
        Assert.Equal(250, Assert.Single(run.Scopes).Listed);
        Assert.Equal((2, second.Count), (Assert.Single(host.Downstream.Ends).Attempt, host.Downstream.Ends[0].Pages));
    }

    [Fact]
    [Trait("Row", "R19")]
    public async Task Run_PageTokenNeverTaken_FailsAfterThreeAttempts()
    {
        await using var world = await SimulatedWorld.StartAsync(
            OneAccount with { Faults = [new SimulatorFault { Kind = SimulatorFaultKind.ExpirePageToken, Page = 2 }] }, CancellationToken.None);
        await using var host = await EnumeratorHost.StartAsync(world);

        var run = await host.RunAsync(Mappings.OfKinds(Instance));

        var failed = Assert.Single(run.Scopes);
        Assert.Equal((ScopeState.Failed, "InvalidRequestException"), (failed.State, failed.Failure!.Code));
        Assert.Equal(3, Assert.Single(host.Downstream.Failures).Attempt);
        Assert.Equal(6, world.Statistics.Requests["aws cloudcontrolapi ListResources"]);
    }

    [Fact]
    public async Task Run_ReadOfAResourceDenied_ReadsTheOthersAndFailsTheScope()
    {
        await using var world = await SimulatedWorld.StartAsync(
            OneAccount with
            {
                ResourcesPerScope = 30,
                Faults = [new SimulatorFault { Kind = SimulatorFaultKind.Deny, Operation = "GetResource", Times = 1 }],
            },
            CancellationToken.None);
        await using var host = await EnumeratorHost.StartAsync(world);

        var run = await host.RunAsync(Mappings.Of(Mappings.Block(Instance, ",\"useGetResourceAPI\":true")));

        Assert.Equal(29, host.Downstream.Resources.Count);
        var failed = Assert.Single(run.Scopes);
        Assert.Equal((ScopeState.Failed, FailureClass.AccessDenied), (failed.State, failed.Failure!.Class));
        Assert.StartsWith("1 listed resource(s) could not be read", failed.Failure.Reason, StringComparison.Ordinal);
    }
}
