using Pipeline.Contracts;
using Pipeline.Ledger;

namespace Pipeline.Ingress.Tests.Reporting;

/// <summary>What the other stages would record of a run.</summary>
internal sealed class PlayedStages(IngressHost host, Guid runId)
{
    private static readonly ScopeFailure Denied = new() { Class = FailureClass.AccessDenied, Code = "AccessDenied", Reason = "no" };

    public static readonly Scope Buckets = new() { AccountId = "100000000001", Region = Scope.Global, Kind = "AWS::S3::Bucket" };

    public static readonly Scope Queues = Buckets with { Region = "eu-west-1", Kind = "AWS::SQS::Queue" };

    public static PlannedScope PlannedBuckets => new(Buckets, [0], ["us-east-1"]);

    public static PlannedScope PlannedQueues => new(Queues, [1], ["eu-west-1"]);

    /// <summary>An account that could not be entered: all kinds of it.</summary>
    public static PlannedScope PlannedAccount => new(Buckets with { Region = Scope.Every, Kind = Scope.Every }, [0, 1], [], Denied);

    public Guid RunId => runId;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async Task PlanAsync(params PlannedScope[] scopes) =>
        await host.Ledger.PlanAsync(runId, new RunPlan { Scopes = scopes }, Token);

    /// <summary>Lists a scope: three resources, two written and one unchanged, unless something else is said.</summary>
    public async Task ListAsync(Scope scope, Func<BatchRecord, BatchRecord>? change = null)
    {
        var page = new BatchId(runId, scope.ToString(), 1, 1);
        await host.Ledger.RecordListedAsync(new ListedPage { Batch = page, Session = 1, Resources = 3, Ticket = 1 }, Token);
        await host.Ledger.RecordScopeEndAsync(new ScopeEnd { RunId = runId, Scope = scope, Attempt = 1, Pages = 1, FirstTicket = 1 }, Token);
        var record = new BatchRecord { Batch = page, Part = 1, Parts = 1, Seen = ["a", "b", "c"], Mapped = 3, Written = 2, Unchanged = 1 };
        await host.Ledger.RecordBatchAsync(change?.Invoke(record) ?? record, Token);
    }

    /// <summary>Lists a scope that holds nothing.</summary>
    public async Task ListNothingAsync(Scope scope) =>
        await host.Ledger.RecordScopeEndAsync(new ScopeEnd { RunId = runId, Scope = scope, Attempt = 1, Pages = 0, FirstTicket = 1 }, Token);

    public async Task DenyAsync(Scope scope) =>
        await host.Ledger.RecordScopeEndAsync(new ScopeEnd { RunId = runId, Scope = scope, Attempt = 1, Pages = 0, Failure = Denied }, Token);

    public async Task SweepAsync(Scope scope, long deleted = 0, long held = 0) => await host.Ledger.RecordSweepAsync(
        new SweepRecord
        {
            RunId = runId,
            Scope = scope,
            Attempt = 1,
            Result = held > 0 ? SweepResult.Held : SweepResult.Swept,
            Entities = 100,
            Gone = deleted + held,
            Deleted = deleted,
            Reason = held > 0 ? "too many would go" : null,
        },
        Token);

    public async Task SettleAsync(UnattributedRecord? unattributed = null) =>
        await host.Ledger.RecordAftermathAsync(runId, new RunAftermath { Unattributed = unattributed }, Token);

    public async Task ErrAsync(string step) => await host.Ledger.RecordErrorAsync(
        runId,
        new RunError { Step = step, Class = FailureClass.Internal, Code = "Exception", Reason = "it broke", At = TimeProvider.System.GetUtcNow() },
        Token);

    public async Task StopAsync(RunOutcome outcome) => await host.Ledger.StopRunAsync(runId, outcome, "asked to", Token);

    public async Task FailAsync() => await host.Ledger.FailRunAsync(runId, "accounts cannot be read", Token);

    /// <summary>Says that the run has ended, however it did.</summary>
    public async Task EndAsync()
    {
        var run = await host.Ledger.FindProgressAsync(runId, Token);
        await host.FinishAsync(runId, Assert.NotNull(run?.Outcome));
    }
}
