using Microsoft.Extensions.DependencyInjection;
using Pipeline.Contracts;
using Pipeline.Ingress.Reporting;
using Pipeline.Ledger;
using Pipeline.Simulator;

namespace Pipeline.Ingress.Tests.Reporting;

public sealed class RunReportingTests
{
    private static readonly Scope Buckets = new() { AccountId = "100000000001", Region = Scope.Global, Kind = "AWS::S3::Bucket", Options = new() { GetEach = true } };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_FromBeginToEnd_TellsStateKindsAndNumbers()
    {
        await using var world = await SimulatedWorld.StartAsync(new SimulatorOptions(), Cancellation);
        await using var host = await IngressHost.StartAsync(world, add: Beating(TimeSpan.FromMilliseconds(50)));
        var run = await host.Runs.RequestAsync("test", Cancellation);
        await world.UntilAsync("/syncMetrics", requests => requests.Count > 0);
        var pending = (await world.RequestsAsync("/syncMetrics"))[0].Json.GetProperty("syncKindsMetrics");

        await world.UntilAsync("/heartbeat", beats => beats.Count > 1);
        await ListAsync(host, run.RunId);
        await host.FinishAsync(run.RunId, RunOutcome.Complete);
        var final = await world.UntilAsync("/kind/AWS::S3::Bucket-1", puts => puts.Any(put => State(put) == "completed"));

        Assert.Contains("AWS::S3::Bucket-1", pending.EnumerateArray().Select(kind => kind.GetProperty("kindIdentifier").GetString()));
        Assert.Contains("__runtime__", pending.EnumerateArray().Select(kind => kind.GetProperty("kindIdentifier").GetString()));
        var phases = final[^1].Json.GetProperty("syncKindMetrics").GetProperty("metrics").GetProperty("phase");
        Assert.Equal((3, 2), (Count(phases, "extract", "raw_extracted"), Count(phases, "load", "loaded")));
        Assert.Equal(run.RunId.ToString(), (await world.RequestsAsync("/heartbeat"))[0].Json.GetProperty("eventId").GetString());
        var states = await world.UntilAsync("/resync-state", requests => requests.Count > 1);
        Assert.Equal(["running", "completed"], states.Select(request => request.Json.GetProperty("status").GetString()));
    }

    [Theory]
    [InlineData(RunOutcome.Partial, "failed")]
    [InlineData(RunOutcome.Superseded, "aborted")]
    public async Task Ended_OtherOutcomes_ArePortsWords(RunOutcome outcome, string word)
    {
        await using var world = await SimulatedWorld.StartAsync(new SimulatorOptions(), Cancellation);
        await using var host = await IngressHost.StartAsync(world);
        var run = await host.Runs.RequestAsync("test", Cancellation);
        await Eventually.TrueAsync(() => host.Started.All.Count == 1);

        await host.FinishAsync(run.RunId, outcome);

        await world.UntilAsync("/resync-state", requests => requests.Any(request => request.Json.GetProperty("status").GetString() == word));
    }

    [Fact]
    public async Task Ended_ToldAgainWhileTheNextRunGoes_IsNotToldOfThatOne()
    {
        await using var world = await SimulatedWorld.StartAsync(new SimulatorOptions(), Cancellation);
        await using var host = await IngressHost.StartAsync(world);
        var first = await host.Runs.RequestAsync("test", Cancellation);
        await world.UntilAsync("/resync-state", requests => requests.Count == 1);
        await host.FinishAsync(first.RunId, RunOutcome.Complete);
        await world.UntilAsync("/resync-state", requests => requests.Count == 2);
        var second = await host.Runs.RequestAsync("test", Cancellation);
        await world.UntilAsync("/resync-state", requests => requests.Count == 3);

        await host.FinishAsync(first.RunId, RunOutcome.Complete);
        await host.FinishAsync(second.RunId, RunOutcome.Partial);

        var states = await world.UntilAsync("/resync-state", requests => requests.Any(request => request.Json.GetProperty("status").GetString() == "failed"));
        Assert.Equal(["running", "completed", "running", "failed"], states.Select(request => request.Json.GetProperty("status").GetString()));
    }

    [Fact]
    public async Task Process_EndsWhileARunGoes_TellsThatItIsAborted()
    {
        await using var world = await SimulatedWorld.StartAsync(new SimulatorOptions(), Cancellation);
        await using (var host = await IngressHost.StartAsync(world))
        {
            await host.Runs.RequestAsync("test", Cancellation);
            await world.UntilAsync("/resync-state", requests => requests.Count == 1);
        }

        Assert.Equal("aborted", (await world.RequestsAsync("/resync-state"))[^1].Json.GetProperty("status").GetString());
    }

    [Fact]
    public async Task Reports_AllRefused_TheRunStartsAndEndsAllTheSame()
    {
        await using var world = await SimulatedWorld.StartAsync(new SimulatorOptions(), Cancellation);
        await using var host = await IngressHost.StartAsync(world, add: Beating(TimeSpan.FromMilliseconds(20)));
        world.SetFaults(
            new SimulatorFault { Kind = SimulatorFaultKind.PortStatus, Operation = "/ingest/{**rest}", StatusCode = 500 },
            new SimulatorFault { Kind = SimulatorFaultKind.PortStatus, Operation = "/v1/integration/{integration}/resync-state", StatusCode = 400 });

        var run = await host.Runs.RequestAsync("test", Cancellation);
        await Eventually.TrueAsync(() => host.Started.All.Count == 1);
        await host.FinishAsync(run.RunId, RunOutcome.Complete);

        Assert.Equal(RunOutcome.Complete, (await run.Finished.WaitAsync(TimeSpan.FromSeconds(30), Cancellation)).Outcome);
    }

    private static Action<IServiceCollection> Beating(TimeSpan interval) =>
        services => services.AddSingleton(new ReportingOptions { HeartbeatInterval = interval });

    // What the other stages would record: three buckets listed, two entities of them written.
    private static async Task ListAsync(IngressHost host, Guid runId)
    {
        await host.Ledger.PlanAsync(runId, new RunPlan { Scopes = [new PlannedScope(Buckets, [1], ["us-east-1"])] }, Cancellation);
        var page = new BatchId(runId, Buckets.ToString(), 1, 1);
        await host.Ledger.RecordListedAsync(new ListedPage { Batch = page, Session = 1, Resources = 3, Ticket = 1 }, Cancellation);
        await host.Ledger.RecordScopeEndAsync(new ScopeEnd { RunId = runId, Scope = Buckets, Attempt = 1, Pages = 1, FirstTicket = 1 }, Cancellation);
        await host.Ledger.RecordBatchAsync(new BatchRecord { Batch = page, Part = 1, Parts = 1, Seen = ["a", "b", "c"], Mapped = 3, Written = 2, Unchanged = 1 }, Cancellation);
    }

    private static string? State(SeenRequest request) => request.Json.GetProperty("syncKindMetrics").GetProperty("syncState").GetString();

    private static long Count(System.Text.Json.JsonElement phases, string phase, string name) =>
        phases.GetProperty(phase).GetProperty("object_count_type").GetProperty(name).GetProperty("object_count").GetInt64();
}
