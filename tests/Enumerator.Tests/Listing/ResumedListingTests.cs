using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Contracts;
using Pipeline.Ledger;
using Pipeline.Ledger.Tables;
using Pipeline.Tests.Aws;

namespace Pipeline.Enumerator.Tests.Listing;

/// <summary>An order to list a scope that is delivered once more, after the process that had it is gone.</summary>
public sealed class ResumedListingTests
{
    private const string Kind = "AWS::EC2::VPC";
    private const string Read = ",\"useGetResourceAPI\":true";

    private static readonly Scope Vpcs = new() { AccountId = AwsStub.Home, Region = AwsStub.Region, Kind = Kind };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Consume_PagesWereListedBefore_GoesOnFromTheirToken()
    {
        await using var stub = await AwsStub.StartAsync(Pages);
        await using var host = await EnumeratorHost.StartAsync(stub);
        var order = await LeaveAsync(host, Vpcs, "2", "3");

        var run = await DeliverAsync(host, order);

        Assert.Equal(["3", "4"], Asked(stub));
        Assert.Equal(["vpc-3", "vpc-4"], host.Downstream.Resources.Select(resource => resource.Identifier));
        var end = Assert.Single(host.Downstream.Ends);
        Assert.Equal((1, 4), (end.Attempt, end.Resources));
        Assert.Equal((RunOutcome.Complete, 4), (run.Outcome, Assert.Single(run.Scopes).Listed));
    }

    [Fact]
    public async Task Consume_EveryPageWasListedBefore_TellsTheEndAndAsksNothing()
    {
        await using var stub = await AwsStub.StartAsync(Pages);
        await using var host = await EnumeratorHost.StartAsync(stub);
        var order = await LeaveAsync(host, Vpcs, "2", null);

        await DeliverAsync(host, order);

        Assert.Empty(Asked(stub));
        Assert.Equal((2, 2), (Assert.Single(host.Downstream.Ends).Pages, host.Downstream.Ends[0].Resources));
    }

    [Fact]
    public async Task Consume_TokenHasExpired_BeginsANewAttempt()
    {
        await using var stub = await AwsStub.StartAsync(request => request.Operation == "ListResources" && request.Json("NextToken") == "old"
            ? StubAnswer.Error("InvalidNextTokenException")
            : Pages(request));
        await using var host = await EnumeratorHost.StartAsync(stub);
        var order = await LeaveAsync(host, Vpcs, "old");

        var run = await DeliverAsync(host, order);

        Assert.Equal(["old", null, "2", "3", "4"], Asked(stub));
        Assert.All(host.Downstream.Pages, page => Assert.Equal(2, page.Attempt));
        Assert.Equal((RunOutcome.Complete, 4), (run.Outcome, Assert.Single(run.Scopes).Listed));
    }

    [Fact]
    public async Task Consume_AnotherRegionHadAnswered_GoesOnThere()
    {
        await using var stub = await AwsStub.StartAsync(Pages);
        await using var host = await EnumeratorHost.StartAsync(stub);
        var order = (await LeaveAsync(host, Vpcs with { Region = Scope.Global }, "2", "3")) with { Regions = ["us-east-1", AwsStub.Region] };

        await DeliverAsync(host, order);

        Assert.Equal(["3", "4"], Asked(stub));
        Assert.All(stub.Requests.Where(request => request.Operation == "ListResources"), request => Assert.Equal(AwsStub.Region, request.Region));
    }

    // What the first delivery could not read is known to it alone: had the second gone on after it, the scope would pass
    // for whole, and what was not read for gone.
    [Fact]
    public async Task Consume_SomethingCouldNotBeRead_BeginsAtTheFirstPageAndFailsTheScope()
    {
        var second = new TaskCompletionSource();
        var isAskedAgain = false;
        await using var stub = await AwsStub.StartAsync(async request =>
        {
            if (request.Operation == "GetResource")
            {
                return request.Json("Identifier") == "vpc-1" ? StubAnswer.Error("AccessDeniedException") : AwsStub.Resource(request.Json("Identifier")!);
            }

            if (request.Operation == "ListResources" && request.Json("NextToken") == "3" && !Interlocked.Exchange(ref isAskedAgain, true))
            {
                second.SetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            return Pages(request);
        });
        await using var host = await EnumeratorHost.StartAsync(stub);
        var order = OrderOf(
            await host.RecordAsync(Mappings.Of(Mappings.Block(Kind, Read))), Vpcs with { Options = new ListingOptions { GetEach = true } });
        await PlanAsync(host, order);
        var bus = host.Services.GetRequiredService<IBus>();
        await bus.Publish(order, Token);
        await second.Task.WaitAsync(TimeSpan.FromSeconds(60), Token);

        await using var another = await EnumeratorHost.StartAsync(stub, table: host.Services.GetRequiredService<ILedgerTable>());
        var run = await DeliverAsync(another, order);

        Assert.Equal([null, "2", "3", null, "2", "3", "4"], Asked(stub));
        Assert.Equal((ScopeState.Failed, FailureClass.AccessDenied), (Assert.Single(run.Scopes).State, run.Scopes[0].Failure!.Class));
    }

    // Whoever took the listing over would ask once more for the page that the first delivery has under way.
    [Fact]
    [Trait("Row", "R6")]
    public async Task Consume_OrderComesAgainWhileItIsListed_ListsEachPageOnce()
    {
        var copies = new TaskCompletionSource();
        await using var stub = await AwsStub.StartAsync(async request =>
        {
            if (request.Operation == "ListResources" && request.Json("NextToken") == "3")
            {
                await copies.Task.WaitAsync(TimeSpan.FromSeconds(60), Token);
            }

            return Pages(request);
        });
        await using var host = await EnumeratorHost.StartAsync(stub);
        var order = OrderOf(await host.RecordAsync(Mappings.OfKinds(Kind)), Vpcs);
        await PlanAsync(host, order);
        var bus = host.Services.GetRequiredService<IBus>();
        var consumed = new ConsumedCount<EnumerateScope>();
        bus.ConnectConsumeMessageObserver(consumed);
        await bus.Publish(order, Token);
        await Eventually.TrueAsync(() => host.Downstream.Pages.Count == 2);

        await bus.PublishBatch(Enumerable.Repeat(order, 4), Token);
        await Eventually.TrueAsync(() => consumed.Count == 4);
        copies.SetResult();

        await host.Downstream.FinishedAsync(order.RunId).WaitAsync(TimeSpan.FromSeconds(60), Token);
        Assert.Equal([null, "2", "3", "4"], Asked(stub));
        Assert.Equal(4, host.Downstream.Pages.Count);
    }

    private static StubAnswer? Pages(StubRequest request) => request.Operation != "ListResources" ? null : request.Json("NextToken") switch
    {
        null => AwsStub.Page("2", "vpc-1"),
        "4" => AwsStub.Page(null, "vpc-4"),
        var page => AwsStub.Page($"{int.Parse(page, null) + 1}", $"vpc-{page}"),
    };

    private static IEnumerable<string?> Asked(AwsStub stub) =>
        stub.Requests.Where(request => request.Operation == "ListResources").Select(request => request.Json("NextToken"));

    /// <summary>What is there after a process has listed some pages, with the token of the next one each, and died.</summary>
    private static async Task<EnumerateScope> LeaveAsync(EnumeratorHost host, Scope scope, params string?[] tokens)
    {
        var order = OrderOf(await host.RecordAsync(Mappings.OfKinds(Kind)), scope);
        await PlanAsync(host, order);
        var checkpoint = await host.Ledger.ResumeListingAsync(order.RunId, scope, 1, Token);
        foreach (var (page, token) in tokens.Index())
        {
            var batch = new BatchId(order.RunId, scope.ToString(), 1, page + 1);
            await host.Ledger.RecordListedAsync(
                new ListedPage
                {
                    Batch = batch, Session = checkpoint!.Session, Ticket = page + 1, Resources = 1, Region = AwsStub.Region, Token = token, IsLast = token is null,
                },
                Token);
            await host.Ledger.RecordBatchAsync(new BatchRecord { Batch = batch, Part = 1, Parts = 1, Seen = [$"vpc-{page + 1}"], Mapped = 1, Written = 1 }, Token);
        }

        return order;
    }

    private static EnumerateScope OrderOf(StartRun start, Scope scope) => new()
    {
        RunId = start.RunId, MappingVersion = start.MappingVersion, Scope = scope, Regions = [AwsStub.Region], Blocks = [0], Attempt = 1,
    };

    private static async Task PlanAsync(EnumeratorHost host, EnumerateScope order) => await host.Ledger.PlanAsync(
        order.RunId, new RunPlan { Scopes = [new PlannedScope(order.Scope, order.Blocks, order.Regions)] }, Token);

    private static async Task<RunSnapshot> DeliverAsync(EnumeratorHost host, EnumerateScope order)
    {
        await host.Services.GetRequiredService<IBus>().Publish(order, Token);
        await host.Downstream.FinishedAsync(order.RunId).WaitAsync(TimeSpan.FromSeconds(60), Token);
        return (await host.Ledger.FindRunAsync(order.RunId, Token))!;
    }
}
