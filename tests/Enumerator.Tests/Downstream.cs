using System.Collections.Concurrent;
using MassTransit;
using Pipeline.Contracts;
using Pipeline.Ledger;
using Pipeline.Messaging.Flow;

namespace Pipeline.Enumerator.Tests;

/// <summary>Stands where Mapper and PortWriter are: takes what the stage publishes, keeps it, and settles it in the ledger.</summary>
internal sealed class Downstream
{
    private readonly ConcurrentDictionary<Guid, TaskCompletionSource<RunOutcome>> _finished = new();
    private readonly ConcurrentQueue<ResourcesEnumerated> _pages = new();
    private readonly ConcurrentQueue<ScopeEnumerated> _ends = new();
    private readonly ConcurrentQueue<ScopeFailed> _failures = new();
    private readonly ConcurrentQueue<SweepScope> _sweeps = new();

    /// <summary>Called with each page before it is settled.</summary>
    public Func<ResourcesEnumerated, Task> OnPage { get; set; } = _ => Task.CompletedTask;

    public IReadOnlyList<ResourcesEnumerated> Pages => [.. _pages];

    public IReadOnlyList<ScopeEnumerated> Ends => [.. _ends];

    public IReadOnlyList<ScopeFailed> Failures => [.. _failures];

    public IReadOnlyList<SweepScope> Sweeps => [.. _sweeps];

    public IReadOnlyList<EnumeratedResource> Resources => [.. _pages.SelectMany(page => page.Resources)];

    public Task<RunOutcome> FinishedAsync(Guid runId) => Completion(runId).Task;

    private TaskCompletionSource<RunOutcome> Completion(Guid runId) =>
        _finished.GetOrAdd(runId, _ => new TaskCompletionSource<RunOutcome>(TaskCreationOptions.RunContinuationsAsynchronously));

    private void Finish(Guid runId, RunStep step)
    {
        if (step.Ended is { } ended)
        {
            Completion(runId).TrySetResult(ended);
        }
    }

    internal sealed class EverythingConsumer(Downstream downstream, IRunLedger ledger, PageCredit credit)
        : IConsumer<ResourcesEnumerated>, IConsumer<ScopeEnumerated>, IConsumer<ScopeFailed>, IConsumer<SweepScope>, IConsumer<RunFinished>
    {
        public async Task Consume(ConsumeContext<ResourcesEnumerated> context)
        {
            var page = context.Message;
            downstream._pages.Enqueue(page);
            await downstream.OnPage(page);
            var batch = page.BatchId()!.Value;
            credit.Return(batch);
            downstream.Finish(batch.RunId, await ledger.RecordBatchAsync(
                new BatchRecord
                {
                    Batch = batch,
                    Part = 1,
                    Parts = 1,
                    Seen = [.. page.Resources.Select(resource => resource.Identifier).Distinct(StringComparer.Ordinal)],
                    Mapped = page.Resources.Count,
                    Written = page.Resources.Count,
                },
                CancellationToken.None));
        }

        public async Task Consume(ConsumeContext<ScopeEnumerated> context)
        {
            var end = context.Message;
            downstream._ends.Enqueue(end);
            downstream.Finish(end.RunId, await ledger.RecordScopeEndAsync(
                new ScopeEnd { RunId = end.RunId, Scope = end.Scope, Attempt = end.Attempt, Pages = end.Pages },
                CancellationToken.None));
        }

        public async Task Consume(ConsumeContext<ScopeFailed> context)
        {
            var end = context.Message;
            downstream._failures.Enqueue(end);
            downstream.Finish(end.RunId, await ledger.RecordScopeEndAsync(
                new ScopeEnd { RunId = end.RunId, Scope = end.Scope, Attempt = end.Attempt, Pages = end.Pages, Failure = end.Failure },
                CancellationToken.None));
        }

        public Task Consume(ConsumeContext<SweepScope> context)
        {
            downstream._sweeps.Enqueue(context.Message);
            return Task.CompletedTask;
        }

        public Task Consume(ConsumeContext<RunFinished> context)
        {
            downstream.Finish(context.Message.RunId, new RunStep { Ended = context.Message.Outcome });
            return Task.CompletedTask;
        }
    }
}
