using System.Collections.Concurrent;
using System.Text;
using MassTransit;
using Pipeline.Contracts;
using Pipeline.Messaging.Bus;
using Pipeline.Messaging.Flow;

namespace Pipeline.Messaging.Tests;

/// <summary>What the consumers are to do, and what they did.</summary>
internal sealed class StartRunJournal
{
    private int _tries;

    public int Failures { get; init; }

    public TaskCompletionSource? Gate { get; init; }

    public bool TakesCredit { get; init; }

    public int Tries => _tries;

    public string Body { get; set; } = string.Empty;

    public bool WasCancelled { get; set; }

    public ConcurrentQueue<Fault<StartRun>> Faults { get; } = [];

    public TaskCompletionSource Started { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource Succeeded { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource Faulted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool Try() => Interlocked.Increment(ref _tries) > Failures;
}

internal sealed class StartRunConsumer(StartRunJournal journal, PageCredit credit) : IConsumer<StartRun>
{
    public async Task Consume(ConsumeContext<StartRun> context)
    {
        journal.Started.TrySetResult();
        if (!journal.Try())
        {
            throw new InvalidOperationException("it broke");
        }

        if (journal.TakesCredit)
        {
            await credit.TakeAsync(new BatchId(context.Message.RunId, "scope", 1, 1), 1024, context.CancellationToken);
        }

        journal.Body = Encoding.UTF8.GetString(context.ReceiveContext.GetBody());
        await (journal.Gate?.Task ?? Task.CompletedTask).WaitAsync(context.CancellationToken);
        journal.WasCancelled = context.CancellationToken.IsCancellationRequested;
        journal.Succeeded.TrySetResult();
    }
}

internal sealed class FaultConsumer(StartRunJournal journal) : IConsumer<Fault<StartRun>>
{
    public Task Consume(ConsumeContext<Fault<StartRun>> context)
    {
        journal.Faults.Enqueue(context.Message);
        journal.Faulted.TrySetResult();
        return Task.CompletedTask;
    }
}

internal sealed class StartRunDefinition() : StageConsumerDefinition<StartRunConsumer>("start-run", concurrency: 1);
