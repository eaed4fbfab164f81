using System.Text.Json;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Contracts;
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
    public async Task Run_MessagesDeliveredTwice_EndsCompleteAndMissesNothing()
    {
        await using var world = await SimulatedWorld.StartAsync(OneAccount, CancellationToken.None);
        await using var host = await EnumeratorHost.StartAsync(world);
        var start = await host.RecordAsync(Mappings.OfKinds(Instance));
        var bus = host.Services.GetRequiredService<IBus>();

        await bus.Publish(start);
        await bus.Publish(start);
        await host.Downstream.FinishedAsync(start.RunId).WaitAsync(TimeSpan.FromSeconds(60));

        // The second delivery takes the listing over wherever the first is; what both showed counts for both.
        var run = await host.Ledger.FindRunAsync(start.RunId, CancellationToken.None);
        Assert.InRange(Assert.Single(run!.Scopes).Written, 250, 500);
        Assert.Equal(RunOutcome.Complete, run.Outcome);
        Assert.Equal(250, host.Downstream.Resources.Select(resource => resource.Identifier).Distinct().Count());
    }
}
