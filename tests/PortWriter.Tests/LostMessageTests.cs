using Pipeline.Contracts;
using Pipeline.Ledger;

namespace Pipeline.PortWriter.Tests;

/// <summary>What a run waits for and what will not come, because the message could not be read or its consumer threw.</summary>
public sealed class LostMessageTests
{
    private static readonly Scope Other = Sample.Scope with { Kind = "AWS::SQS::Queue" };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(nameof(ResourcesEnumerated), 1)]
    [InlineData(nameof(EntitiesMapped), 1)]
    [InlineData(nameof(EnumerateScope), null)]
    [InlineData(nameof(ScopeEnumerated), null)]
    public async Task Lost_OfAScope_FailsItAndEndsTheRun(string type, int? page)
    {
        await using var stage = await StageUnderTest.StartAsync();
        await stage.BeginAsync(Sample.Scope, Other);

        await stage.PublishAsync(new MessageLost { RunId = Sample.RunId, MessageType = type, Scope = Sample.Scope, Attempt = 1, Page = page, Reason = "not JSON" });
        await Eventually.TrueAsync(async () => (await stage.RunAsync()).Scopes[0].Failure is not null);
        await stage.PublishAsync(
            Ended(Other, pages: 0),
            Ended(Sample.Scope, pages: page ?? 0));

        var run = await stage.EndAsync();
        Assert.Equal(RunOutcome.Partial, run.Outcome);
        Assert.Equal((FailureClass.Internal, type, "not JSON"), (run.Scopes[0].Failure!.Class, run.Scopes[0].Failure!.Code, run.Scopes[0].Failure!.Reason));
    }

    [Fact]
    public async Task Lost_StartOfARun_FailsIt()
    {
        await using var stage = await StageUnderTest.StartAsync();
        await stage.BeginAsync();

        await stage.PublishAsync(new MessageLost { RunId = Sample.RunId, MessageType = nameof(StartRun), Reason = "not JSON" });

        var run = await stage.EndAsync();
        Assert.Equal((RunOutcome.Failed, "not JSON"), (run.Outcome, run.Failure));
        Assert.Equal((nameof(StartRun), FailureClass.Internal, "not JSON"), run.Errors is [var error] ? (error.Step, error.Class, error.Reason) : default);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Lost_Sweep_IsHeldAndEndsTheRun(bool isFault)
    {
        await using var stage = await StageUnderTest.StartAsync();
        await stage.BeginAsync(Sample.Scope);

        // Nobody publishes what this asks for.
        var step = await stage.Ledger.RecordScopeEndAsync(new ScopeEnd { RunId = Sample.RunId, Scope = Sample.Scope, Attempt = 1, Pages = 0, FirstTicket = 1 }, Token);
        var sweep = Assert.Single(step.Sweeps);
        await (isFault ? stage.PublishFaultAsync(sweep) : stage.PublishAsync(Lost(sweep)));

        var run = await stage.EndAsync();
        Assert.Equal(RunOutcome.Partial, run.Outcome);
        Assert.Contains("could not be made", run.Scopes[0].Sweep?.Reason, StringComparison.Ordinal);
        var code = isFault ? nameof(InvalidOperationException) : nameof(SweepScope);
        Assert.Equal((nameof(SweepScope), FailureClass.Internal, code), run.Errors is [var error] ? (error.Step, error.Class, error.Code) : default);
    }

    private static MessageLost Lost(SweepScope sweep) => new()
    {
        RunId = sweep.RunId,
        MessageType = nameof(SweepScope),
        Scope = sweep.Scope,
        Attempt = sweep.Attempt,
        Reason = "not JSON",
    };

    private static ScopeEnumerated Ended(Scope scope, int pages) => new() { RunId = Sample.RunId, Scope = scope, Attempt = 1, Pages = pages, Resources = 0, FirstTicket = 1 };
}
