using System.Text.Json;
using Pipeline.Contracts;
using Pipeline.Ledger;
using Pipeline.Simulator;

namespace Pipeline.PortWriter.Tests;

public sealed partial class PortWriterStageTests
{
    private static readonly Scope Other = Sample.Scope with { Kind = "AWS::SQS::Queue" };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stage_PagesAndScopeEnd_WritesThemInFullRequestsAndEndsTheRun()
    {
        await using var stage = await StageUnderTest.StartAsync();
        await stage.BeginAsync(Sample.Scope);

        await stage.PublishAsync([.. Enumerable.Range(1, 100).Select(page => Sample.Page(page, Sample.Entities(page * 10, 10)))]);
        await stage.PublishAsync(Ended(Sample.Scope, pages: 100));

        var run = await stage.EndAsync();
        Assert.Equal(RunOutcome.Complete, run.Outcome);
        Assert.Equal((1000, 1000), (run.Scopes[0].Mapped, run.Scopes[0].Written));
        Assert.Equal(1000, (await stage.EntitiesAsync()).Count);
        Assert.InRange(stage.World.Statistics.PortBulkUpserts, 50, 52);
    }

    [Fact]
    public async Task Stage_EveryMessageTwice_TellsOneEndOfTheRun()
    {
        await using var stage = await StageUnderTest.StartAsync();
        await stage.BeginAsync(Sample.Scope, Other);

        var page = Sample.Message(Sample.Entities(0, 3));
        await stage.PublishAsync(Ended(Sample.Scope, pages: 1), Ended(Sample.Scope, pages: 1));
        await stage.PublishAsync(page, page);
        await stage.PublishAsync(Failed(Other), Failed(Other));

        var run = await stage.EndAsync();
        await stage.StopAsync();
        Assert.Equal((RunOutcome.Partial, 3), (run.Outcome, run.Scopes[0].Written));
        Assert.Equal(new RunFinished { RunId = Sample.RunId, Outcome = RunOutcome.Partial }, Assert.Single(stage.Finished.Distinct()));
    }

    [Fact]
    [Trait("Row", "R14")]
    public async Task Stage_RefusedEntity_IsReportedOnceWithPortsReasonAndTheRestIsWritten()
    {
        await using var stage = await StageUnderTest.StartAsync();
        await stage.BeginAsync(Sample.Scope);
        var refused = Sample.Entity("bad") with { Block = 4, Body = JsonElement.Parse("""{"identifier":"bad","properties":{"size":"big"}}""") };

        await stage.PublishAsync(Sample.Message([.. Sample.Entities(0, 5), refused]));
        await stage.PublishAsync(Ended(Sample.Scope, pages: 1));

        var run = await stage.EndAsync();
        var rejected = Assert.Single(run.Rejected);
        Assert.Equal(RunOutcome.Partial, run.Outcome);
        Assert.Equal((5, 1), (run.Scopes[0].Written, run.Scopes[0].Rejected));
        Assert.Equal(("service", "bad", Sample.Scope, 4), (rejected.Blueprint, rejected.Identifier, rejected.Scope, rejected.Block));
        Assert.Contains("must be number", rejected.Reason, StringComparison.Ordinal);
        Assert.Equal(5, (await stage.EntitiesAsync()).Count);
    }

    [Fact]
    public async Task Stage_BlueprintMissingAtPort_RejectsItsEntitiesAndNamesIt()
    {
        await using var stage = await StageUnderTest.StartAsync();
        await stage.BeginAsync(Sample.Scope);

        await stage.PublishAsync(Sample.Message([.. Sample.Entities(0, 2), .. Sample.Entities(0, 2, "nowhere")]));
        await stage.PublishAsync(Ended(Sample.Scope, pages: 1));

        var run = await stage.EndAsync();
        Assert.Equal(2, run.Rejected.Count);
        Assert.All(run.Rejected, rejected => Assert.Contains("blueprint 'nowhere'", rejected.Reason, StringComparison.Ordinal));
        Assert.Equal(2, (await stage.EntitiesAsync()).Count);
    }

    [Fact]
    public async Task Stage_PartWritten_GivesItsCreditBack()
    {
        await using var stage = await StageUnderTest.StartAsync();
        await stage.BeginAsync(Sample.Scope);
        var page = Sample.Message(Sample.Entities(0, 3));
        await stage.Credit.TakeAsync(page.BatchId()!.Value, part: 1, 1000, Token);
        var next = stage.Credit.TakeAsync(page.BatchId()!.Value with { Page = 2 }, part: 1, 1000, Token);
        Assert.False(next.IsCompleted);

        await stage.PublishAsync(page);

        await next.WaitAsync(TimeSpan.FromSeconds(20), Token);
    }

    [Fact]
    public async Task Stage_PageThatCannotBeMapped_FailsItsScopeAndGivesItsCreditBack()
    {
        await using var stage = await StageUnderTest.StartAsync();
        await stage.BeginAsync(Sample.Scope, Other);
        var page = new ResourcesEnumerated
        {
            RunId = Sample.RunId, MappingVersion = "v1", Scope = Sample.Scope, Blocks = [0], Attempt = 1, Page = 1, Ticket = 1, Resources = [],
        };
        await stage.Credit.TakeAsync(page.BatchId()!.Value, 1000, Token);
        var next = stage.Credit.TakeAsync(page.BatchId()!.Value with { Page = 2 }, 1000, Token);

        await stage.PublishAsync(page);
        await stage.PublishAsync(Ended(Sample.Scope, pages: 1), Ended(Other, pages: 0));

        var run = await stage.EndAsync();
        await next.WaitAsync(TimeSpan.FromSeconds(20), Token);
        var failure = run.Scopes[0].Failure;
        Assert.Equal(RunOutcome.Partial, run.Outcome);
        Assert.Equal((FailureClass.Internal, nameof(ResourcesEnumerated)), (failure?.Class, failure?.Code));
        Assert.Contains("cannot map", failure?.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stage_ScopeThatCannotBeListed_FailsAndEndsTheRun()
    {
        await using var stage = await StageUnderTest.StartAsync();
        await stage.BeginAsync(Sample.Scope);

        await stage.PublishAsync(new EnumerateScope
        {
            RunId = Sample.RunId, MappingVersion = "v1", Scope = Sample.Scope, Regions = ["eu-west-1"], Blocks = [0], Attempt = 1,
        });

        var run = await stage.EndAsync();
        Assert.Equal((RunOutcome.Failed, ScopeState.Failed), (run.Outcome, run.Scopes[0].State));
        Assert.Contains("cannot list", run.Scopes[0].Failure?.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stage_RunThatCannotBePlanned_Fails()
    {
        await using var stage = await StageUnderTest.StartAsync();
        await stage.BeginAsync();
        var start = new StartRun { RunId = Sample.RunId, MappingVersion = "v1" };

        await stage.PublishAsync(start, start);

        var run = await stage.EndAsync();
        await stage.StopAsync();
        Assert.Equal(RunOutcome.Failed, run.Outcome);
        Assert.Contains("cannot plan", run.Failure, StringComparison.Ordinal);
        Assert.Single(stage.Finished.Distinct());
    }

    [Fact]
    public async Task Stage_RunFinished_GivesBackWhatItNeverPublished()
    {
        await using var stage = await StageUnderTest.StartAsync();
        var batch = Sample.Message().BatchId()!.Value;
        await stage.Credit.TakeAsync(batch, 1000, Token);
        var next = stage.Credit.TakeAsync(batch with { RunId = Guid.Empty }, 1000, Token);

        await stage.PublishAsync(new RunFinished { RunId = Sample.RunId, Outcome = RunOutcome.Failed });

        await next.WaitAsync(TimeSpan.FromSeconds(20), Token);
    }

    [Fact]
    public async Task Stop_PortIsSlow_FinishesTheMessagesUnderWay()
    {
        await using var stage = await StageUnderTest.StartAsync();
        await stage.BeginAsync(Sample.Scope);
        stage.World.SetFaults(new SimulatorFault { Kind = SimulatorFaultKind.PortLatency, Delay = TimeSpan.FromSeconds(1), Operation = "/entities/bulk" });

        await stage.PublishAsync(Sample.Message(Sample.Entities(0, 20)));
        await stage.PublishAsync(Ended(Sample.Scope, pages: 1));
        await Eventually.TrueAsync(() => stage.Port.Statistics.BulkRequests > 0);
        await stage.StopAsync();

        Assert.Equal(20, (await stage.RunAsync()).Scopes[0].Written);
    }

    private static ScopeEnumerated Ended(Scope scope, int pages) =>
        new() { RunId = Sample.RunId, Scope = scope, Attempt = 1, Pages = pages, Resources = 0 };

    private static ScopeFailed Failed(Scope scope) => new()
    {
        RunId = Sample.RunId,
        Scope = scope,
        Attempt = 1,
        Pages = 0,
        Failure = new ScopeFailure { Class = FailureClass.AccessDenied, Code = "AccessDeniedException", Reason = "no" },
    };
}
