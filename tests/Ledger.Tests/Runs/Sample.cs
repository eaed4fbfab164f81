using Pipeline.Contracts;

namespace Pipeline.Ledger.Tests.Runs;

/// <summary>What a run's stages would say to the ledger.</summary>
internal static class Sample
{
    public static readonly Guid RunId = Guid.Parse("0197f3c2-8d1e-7c54-9a41-2b7d1c7f0e55");

    public static readonly ScopeFailure Denied = new() { Class = FailureClass.AccessDenied, Code = "AccessDeniedException", Reason = "no" };

    public static readonly ScopeFailure Fault = new() { Class = FailureClass.Internal, Code = "ResourcesEnumerated", Reason = "bug" };

    public static RunRecord Run(Guid? runId = null) => new()
    {
        RunId = runId ?? RunId,
        MappingVersion = "v1",
        Trigger = "sync",
        StartedAt = DateTimeOffset.UnixEpoch,
    };

    public static Scope Scope(int number = 0) => new() { AccountId = "100000000001", Region = "eu-west-1", Kind = $"AWS::Test::Kind{number}" };

    public static RunPlan Plan(params IEnumerable<Scope> scopes) => new() { Scopes = [.. scopes.Select(scope => Planned(scope))] };

    public static PlannedScope Planned(Scope scope, ScopeFailure? failure = null) => new(scope, [0], ["eu-west-1"], failure);

    public static BatchId Page(int page, Scope? scope = null, int attempt = 1) => new(RunId, (scope ?? Scope()).ToString(), attempt, page);

    public static ScopeEnd End(int? pages, Scope? scope = null, ScopeFailure? failure = null, int attempt = 1) =>
        new() { RunId = RunId, Scope = scope ?? Scope(), Attempt = attempt, Pages = pages, Failure = failure };

    public static ListedPage Listed(BatchId page, int resources) =>
        new() { Batch = page, Session = 1, Ticket = page.Page, Resources = resources };

    public static BatchRecord Batch(BatchId page, int part = 1, int parts = 1) =>
        new() { Batch = page, Part = part, Parts = parts, Mapped = 2, Written = 2 };

    /// <summary>The same of some resources.</summary>
    public static BatchRecord Showing(this BatchRecord batch, int resources) =>
        batch with { Seen = [.. Enumerable.Range(0, resources).Select(number => $"{batch.Batch}/{batch.Part}/{number}")] };

    /// <summary>The same with some entities more, that Port did not take.</summary>
    public static BatchRecord Rejecting(this BatchRecord batch, params IReadOnlyList<RejectedEntity> rejected) =>
        batch with { Rejected = rejected, Mapped = batch.Written + rejected.Count };

    public static SweepRecord Sweep(Scope scope, long gone = 0, SweepResult result = SweepResult.Swept, int attempt = 1) => new()
    {
        RunId = RunId,
        Scope = scope,
        Attempt = attempt,
        Result = result,
        Entities = 100,
        Gone = gone,
        Deleted = result == SweepResult.Swept ? gone : 0,
    };

    /// <summary>The second order to sweep a scope, or the first.</summary>
    public static SweepScope Order(Scope scope, bool approved = false) =>
        new() { RunId = RunId, MappingVersion = "v1", Scope = scope, Attempt = 1, Approved = approved };

    public static RejectedEntity Rejection(string identifier, Scope? scope = null) =>
        new("service", identifier, scope ?? Scope(), 0, "\"size\" must be number");

    public static MappingFinding Finding(FindingKind kind, string example = "a", int count = 1) => new()
    {
        Block = 0,
        Field = "selector.query",
        Kind = kind,
        Count = count,
        Detail = $"said of {example}",
        Example = example,
    };
}
