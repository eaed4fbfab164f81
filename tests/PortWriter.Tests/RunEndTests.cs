using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Contracts;
using Pipeline.Ledger;
using Pipeline.Ledger.Tables;
using Pipeline.Ledger.Tables.Content;
using Pipeline.Ledger.Tables.InMemory;
using Pipeline.Ledger.Tables.Sqlite;
using Pipeline.Simulator;

namespace Pipeline.PortWriter.Tests;

/// <summary>What moves a run to its end and beyond, when that fails or a process dies at it.</summary>
public sealed class RunEndTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("run-end-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task End_RecordedAndThenNotSaid_IsSaidByTheRedelivery(bool isFile)
    {
        var observer = new FailsOnce();
        ILedgerTable table = isFile
            ? SqliteLedgerTable.Open(Path.Combine(_folder, "ledger.db"), TimeProvider.System)
            : new InMemoryLedgerTable(TimeProvider.System);
        await using var stage = await StageUnderTest.StartAsync(services =>
        {
            services.AddSingleton<ILedgerTable>(new PackedTable(table));
            services.AddPublishObserver(_ => observer);
        });

        var run = await stage.PlayRunAsync(1, page => page, (Sample.Scope, Sample.Entities(0, 5)));

        Assert.Equal((RunOutcome.Complete, 1), (run.Outcome, observer.Failed));
    }

    [Fact]
    public async Task End_RecordedByAProcessThatDied_IsSaidByTheOrderThatComesAgain()
    {
        await using var stage = await StageUnderTest.StartAsync();
        await stage.BeginAsync(Sample.Scope);
        var step = await stage.Ledger.RecordScopeEndAsync(new ScopeEnd { RunId = Sample.RunId, Scope = Sample.Scope, Attempt = 1, Pages = 0, FirstTicket = 1 }, Token);
        var order = Assert.Single(step.Sweeps);
        var record = new SweepRecord { RunId = order.RunId, Scope = order.Scope, Attempt = 1, Result = SweepResult.Swept, Entities = 0, Gone = 0 };
        Assert.NotNull((await stage.Ledger.RecordSweepAsync(record, Token)).Ended);

        await stage.PublishAsync(order);

        Assert.Equal(RunOutcome.Complete, (await stage.EndAsync()).Outcome);
    }

    [Fact]
    public async Task WhatFollowsTheEnd_PortRefuses_IsTheRunsErrorUntilItIsReplayed()
    {
        await using var stage = await StageUnderTest.StartAsync();
        await stage.UseMappingAsync();
        stage.World.SetFaults(new SimulatorFault { Kind = SimulatorFaultKind.PortStatus, Operation = "/datasource-entities", StatusCode = 422 });

        var run = await stage.PlayRunAsync(1, page => page, (Sample.Scope, Sample.Entities(0, 5)));
        await Eventually.TrueAsync(async () => (await RunAsync(stage, run)).Errors.Count > 0);

        run = await RunAsync(stage, run);
        var error = Assert.Single(run.Errors);
        Assert.Equal((RunOutcome.Partial, false), (run.Outcome, run.IsSettled));
        Assert.Equal((nameof(RunFinished), "port-writer-run-finished", FailureClass.Internal, "PortException"), (error.Step, error.Queue, error.Class, error.Code));
        Assert.Contains("422", error.Reason, StringComparison.Ordinal);

        stage.World.SetFaults();
        await stage.PublishAsync(new RunFinished { RunId = run.Run.RunId, Outcome = RunOutcome.Complete });
        await Eventually.TrueAsync(async () => (await RunAsync(stage, run)).IsSettled);
        await Eventually.TrueAsync(async () => (await RunAsync(stage, run)) is { Outcome: RunOutcome.Complete, Errors: [] });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task RunFinished_NobodyCouldProcessIt_IsTheRunsError(bool isFault)
    {
        await using var stage = await StageUnderTest.StartAsync();
        var run = await stage.PlayRunAsync(1, page => page, (Sample.Scope, Sample.Entities(0, 5)));

        await (isFault
            ? stage.PublishFaultAsync(new RunFinished { RunId = run.Run.RunId, Outcome = RunOutcome.Complete })
            : stage.PublishAsync(new MessageLost { RunId = run.Run.RunId, MessageType = nameof(RunFinished), Reason = "not JSON" }));

        await Eventually.TrueAsync(async () => (await RunAsync(stage, run)).Errors is [{ Step: nameof(RunFinished), Class: FailureClass.Internal }]);
        Assert.Equal(RunOutcome.Partial, (await RunAsync(stage, run)).Outcome);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task<RunSnapshot> RunAsync(StageUnderTest stage, RunSnapshot run) => (await stage.Ledger.FindRunAsync(run.Run.RunId, Token))!;

    /// <summary>The bus, which breaks at the first word of a run's end: as a process that dies there.</summary>
    private sealed class FailsOnce : IPublishObserver
    {
        private int _failed;

        public int Failed => _failed;

        public Task PrePublish<T>(PublishContext<T> context)
            where T : class => context.Message is RunFinished && Interlocked.CompareExchange(ref _failed, 1, 0) == 0
                ? throw new InvalidOperationException("the process dies here")
                : Task.CompletedTask;

        public Task PostPublish<T>(PublishContext<T> context)
            where T : class => Task.CompletedTask;

        public Task PublishFault<T>(PublishContext<T> context, Exception exception)
            where T : class => Task.CompletedTask;
    }
}
