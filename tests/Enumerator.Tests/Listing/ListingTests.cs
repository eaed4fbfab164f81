using System.Text.Json;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Contracts;
using Pipeline.Ledger;
using Pipeline.Simulator;

namespace Pipeline.Enumerator.Tests.Listing;

public sealed class ListingTests
{
    private const string Instance = "AWS::EC2::Instance";

    private static readonly SimulatorOptions OneAccount = new()
    {
        Accounts = 1, Regions = ["us-east-1"], Kinds = [Instance], ResourcesPerScope = 250,
    };

    [Fact]
    public async Task Run_SeveralPages_PublishesEachAndCountsThem()
    {
        await using var world = await SimulatedWorld.StartAsync(OneAccount, CancellationToken.None);
        await using var host = await EnumeratorHost.StartAsync(world);

        var run = await host.RunAsync(Mappings.OfKinds(Instance));

        Assert.Equal(RunOutcome.Complete, run.Outcome);
        Assert.Equal(250, host.Downstream.Resources.Select(resource => resource.Identifier).Distinct().Count());
        Assert.Equal(250, Assert.Single(run.Scopes).Listed);
        var end = Assert.Single(host.Downstream.Ends);
        Assert.Equal((end.Pages, 250), (host.Downstream.Pages.Count, end.Resources));
        Assert.True(end.Pages >= 3);
        Assert.Equal(Enumerable.Range(1, end.Pages), host.Downstream.Pages.Select(page => page.Page).Order());
    }

    [Fact]
    public async Task Run_ListedResource_HasTheShapeThatMappingsRead()
    {
        await using var world = await SimulatedWorld.StartAsync(OneAccount with { ResourcesPerScope = 1 }, CancellationToken.None);
        await using var host = await EnumeratorHost.StartAsync(world);

        var run = await host.RunAsync(Mappings.OfKinds(Instance));

        var resource = Assert.Single(host.Downstream.Resources);
        Assert.Equal(["Identifier", "Properties", "__Kind", "__AccountId", "__Region"], resource.Raw.EnumerateObject().Select(member => member.Name));
        Assert.Equal(resource.Identifier, resource.Raw.GetProperty("Identifier").GetString());
        Assert.Equal(JsonValueKind.Object, resource.Raw.GetProperty("Properties").ValueKind);
        Assert.Equal(
            (Instance, run.Scopes[0].Scope.AccountId, "us-east-1"),
            (resource.Raw.GetProperty("__Kind").GetString(), resource.Raw.GetProperty("__AccountId").GetString(), resource.Raw.GetProperty("__Region").GetString()));
    }

    [Fact]
    public async Task Run_BlocksThatShareAKind_ListItOnce()
    {
        await using var world = await SimulatedWorld.StartAsync(OneAccount with { ResourcesPerScope = 5 }, CancellationToken.None);
        await using var host = await EnumeratorHost.StartAsync(world);

        await host.RunAsync(Mappings.OfKinds(Instance, Instance, Instance));

        Assert.Equal(1, world.Statistics.Requests["aws cloudcontrolapi ListResources"]);
        Assert.Equal([0, 1, 2], Assert.Single(host.Downstream.Pages).Blocks);
    }

    [Fact]
    public async Task Run_GetEach_ReadsEveryResource()
    {
        await using var world = await SimulatedWorld.StartAsync(OneAccount with { ResourcesPerScope = 30 }, CancellationToken.None);
        await using var host = await EnumeratorHost.StartAsync(world);

        var run = await host.RunAsync(Mappings.Of(Mappings.Block(Instance, ",\"useGetResourceAPI\":true")));

        Assert.Equal(RunOutcome.Complete, run.Outcome);
        Assert.Equal(30, world.Statistics.Requests["aws cloudcontrolapi GetResource"]);
        Assert.Equal(30, host.Downstream.Resources.Count);
    }

    [Theory]
    [InlineData("AWS::S3::Bucket", "aws cloudcontrolapi ListResources")]
    [InlineData("AWS::SQS::Queue", "aws sqs ListQueues")]
    public async Task Run_BucketsAndQueues_AreAlwaysRead(string kind, string listing)
    {
        await using var world = await SimulatedWorld.StartAsync(OneAccount with { Kinds = [kind], ResourcesPerScope = 120 }, CancellationToken.None);
        await using var host = await EnumeratorHost.StartAsync(world);

        var run = await host.RunAsync(Mappings.OfKinds(kind));

        Assert.Equal(RunOutcome.Complete, run.Outcome);
        Assert.Contains(listing, world.Statistics.Requests.Keys);
        Assert.Equal(120, world.Statistics.Requests["aws cloudcontrolapi GetResource"]);
        Assert.Equal(120, host.Downstream.Resources.Select(resource => resource.Identifier).Distinct().Count());
    }

    [Fact]
    public async Task Run_OrganizationAccounts_AreFlatAndOneScope()
    {
        await using var world = await SimulatedWorld.StartAsync(OneAccount with { Accounts = 25 }, CancellationToken.None);
        await using var host = await EnumeratorHost.StartAsync(world);

        var run = await host.RunAsync(Mappings.OfKinds("AWS::Organizations::Account"));

        Assert.Equal(25, Assert.Single(run.Scopes).Listed);
        var raw = host.Downstream.Resources[0].Raw;
        Assert.DoesNotContain(raw.EnumerateObject(), member => member.Name.StartsWith("__", StringComparison.Ordinal));
        Assert.Equal(["Id", "Arn", "Email", "Name", "Status"], raw.EnumerateObject().Select(member => member.Name).Take(5));
        Assert.Matches(@"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{6})?\+00:00$", raw.GetProperty("JoinedTimestamp").GetString());
    }

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

    [Fact]
    public async Task Run_MessagesDeliveredTwice_CountEachPageOnce()
    {
        await using var world = await SimulatedWorld.StartAsync(OneAccount, CancellationToken.None);
        await using var host = await EnumeratorHost.StartAsync(world);
        var start = await host.RecordAsync(Mappings.OfKinds(Instance));
        var bus = host.Services.GetRequiredService<IBus>();

        await bus.Publish(start);
        await bus.Publish(start);
        await host.Downstream.FinishedAsync(start.RunId).WaitAsync(TimeSpan.FromSeconds(60));
        await Eventually.TrueAsync(() => host.Downstream.Ends.Count == 2);

        var run = await host.Ledger.FindRunAsync(start.RunId, CancellationToken.None);
        Assert.Equal(250, Assert.Single(run!.Scopes).Listed);
        Assert.Equal(250, run.Scopes[0].Written);
        Assert.Equal(RunOutcome.Complete, run.Outcome);
    }
}
