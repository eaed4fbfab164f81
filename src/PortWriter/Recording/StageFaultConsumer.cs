using MassTransit;
using Microsoft.Extensions.Logging;
using Pipeline.Contracts;
using Pipeline.Ledger;
using Pipeline.Messaging.Bus;
using Pipeline.Messaging.Flow;

namespace Pipeline.PortWriter.Recording;

/// <summary>
/// A message that no stage could process has taken its page along: the scope it belongs to fails, so that the run
/// ends and nothing of the scope is taken for gone.
/// </summary>
internal sealed partial class StageFaultConsumer(IRunLedger ledger, PageCredit credit, TimeProvider time, ILogger<StageFaultConsumer> logger) :
    IConsumer<Fault<StartRun>>,
    IConsumer<Fault<EnumerateScope>>,
    IConsumer<Fault<ResourcesEnumerated>>,
    IConsumer<Fault<EntitiesMapped>>,
    IConsumer<Fault<ScopeEnumerated>>,
    IConsumer<Fault<ScopeFailed>>,
    IConsumer<Fault<SweepScope>>,
    IConsumer<Fault<RunFinished>>,
    IConsumer<MessageLost>
{
    public async Task Consume(ConsumeContext<Fault<StartRun>> context)
    {
        var runId = context.Message.Message.RunId;
        await NoteAsync(context, runId);
        await FailAsync(context, runId, FailureOf(context.Message, runId).Reason);
    }

    public Task Consume(ConsumeContext<Fault<EnumerateScope>> context)
    {
        var order = context.Message.Message;
        return EndAsync(context, order.RunId, order.Scope, order.Attempt, pages: null);
    }

    public Task Consume(ConsumeContext<Fault<ResourcesEnumerated>> context) =>
        LoseAsync(context, context.Message.Message.BatchId());

    public Task Consume(ConsumeContext<Fault<EntitiesMapped>> context) =>
        LoseAsync(context, context.Message.Message.BatchId());

    public Task Consume(ConsumeContext<Fault<ScopeEnumerated>> context)
    {
        var end = context.Message.Message;
        return EndAsync(context, end.RunId, end.Scope, end.Attempt, end.Pages);
    }

    public Task Consume(ConsumeContext<Fault<ScopeFailed>> context)
    {
        var end = context.Message.Message;
        return EndAsync(context, end.RunId, end.Scope, end.Attempt, end.Pages);
    }

    public async Task Consume(ConsumeContext<Fault<SweepScope>> context)
    {
        var sweep = context.Message.Message;
        await NoteAsync(context, sweep.RunId);
        await HoldAsync(context, sweep, FailureOf(context.Message, sweep.RunId).Reason);
    }

    // The run has ended: that nothing followed, or that nobody was told, is for its report.
    public Task Consume(ConsumeContext<Fault<RunFinished>> context)
    {
        var runId = context.Message.Message.RunId;
        FailureOf(context.Message, runId);
        return NoteAsync(context, runId);
    }

    // As the fault of what it was. What says no more than its run, the run's watchdog finds out.
    public async Task Consume(ConsumeContext<MessageLost> context)
    {
        var lost = context.Message;
        Log.Faulted(logger, lost.MessageType, lost.RunId, lost.Reason);
        var failure = new ScopeFailure { Class = FailureClass.Internal, Code = lost.MessageType, Reason = lost.Reason };
        if (lost.MessageType is nameof(StartRun) or nameof(SweepScope) or nameof(RunFinished))
        {
            await NoteAsync(context, lost.RunId, lost.MessageType, lost.MessageType, lost.Reason);
        }

        await ((lost.MessageType, lost.Scope, lost.Attempt, lost.Page) switch
        {
            (nameof(SweepScope), { } scope, { } attempt, _) => HoldAsync(context, SweepOf(lost, scope, attempt), lost.Reason),
            (_, { } scope, { } attempt, { } page) => LoseAsync(context, new BatchId(lost.RunId, scope.ToString(), attempt, page), failure),
            (_, { } scope, { } attempt, null) => EndAsync(context, lost.RunId, scope, attempt, pages: null, failure),
            (nameof(StartRun), _, _, _) => FailAsync(context, lost.RunId, lost.Reason),
            _ => Task.CompletedTask,
        });
    }

    // A live message belongs to no scope: it waits among the dead letters to be replayed.
    private async Task LoseAsync<TMessage>(ConsumeContext<Fault<TMessage>> context, BatchId? lost)
        where TMessage : class
    {
        if (lost is not { } page)
        {
            return;
        }

        await LoseAsync(context, page, FailureOf(context.Message, page.RunId));
    }

    private async Task LoseAsync(ConsumeContext context, BatchId page, ScopeFailure failure)
    {
        credit.Forfeit(page);
        await context.PublishStepAsync(page.RunId, await ledger.RecordLostPageAsync(page, failure, context.CancellationToken));
    }

    private Task EndAsync<TMessage>(ConsumeContext<Fault<TMessage>> context, Guid runId, Scope scope, int attempt, int? pages)
        where TMessage : class => EndAsync(context, runId, scope, attempt, pages, FailureOf(context.Message, runId));

    private async Task EndAsync(ConsumeContext context, Guid runId, Scope scope, int attempt, int? pages, ScopeFailure failure)
    {
        var end = new ScopeEnd
        {
            RunId = runId,
            Scope = scope,
            Attempt = attempt,
            Pages = pages,
            Failure = failure,
        };
        await context.PublishStepAsync(runId, await ledger.RecordScopeEndAsync(end, context.CancellationToken));
    }

    private Task NoteAsync<TMessage>(ConsumeContext<Fault<TMessage>> context, Guid runId)
        where TMessage : class
    {
        var first = context.Message.Exceptions.FirstOrDefault();
        var code = first?.ExceptionType.Split('.')[^1] ?? typeof(TMessage).Name;
        return NoteAsync(context, runId, typeof(TMessage).Name, code, first?.Message ?? "no exception was recorded");
    }

    private async Task NoteAsync(ConsumeContext context, Guid runId, string step, string code, string reason) => await ledger.RecordErrorAsync(
        runId,
        new RunError
        {
            Step = step,
            Queue = QueueName.Of(context.SourceAddress),
            Class = FailureClass.Internal,
            Code = code,
            Reason = reason,
            At = time.GetUtcNow(),
        },
        context.CancellationToken);

    private async Task FailAsync(ConsumeContext context, Guid runId, string reason) =>
        await context.PublishStepAsync(runId, await ledger.FailRunAsync(runId, reason, context.CancellationToken));

    // Which of its scope's two orders it was cannot be told: as the second it also ends what the first has proposed.
    private static SweepScope SweepOf(MessageLost lost, Scope scope, int attempt) =>
        new() { RunId = lost.RunId, MappingVersion = string.Empty, Scope = scope, Attempt = attempt, Approved = true };

    private async Task HoldAsync(ConsumeContext context, SweepScope order, string reason)
    {
        var held = new SweepRecord
        {
            RunId = order.RunId,
            Scope = order.Scope,
            Attempt = order.Attempt,
            Approved = order.Approved,
            Result = SweepResult.Held,
            Entities = 0,
            Gone = 0,
            Reason = $"The sweep could not be made: {reason}",
        };
        await context.PublishStepAsync(order.RunId, await ledger.RecordSweepAsync(held, context.CancellationToken));
    }

    private ScopeFailure FailureOf<TMessage>(Fault<TMessage> fault, Guid runId)
        where TMessage : class
    {
        var reason = fault.Exceptions is [var first, ..] ? $"{first.ExceptionType}: {first.Message}" : "no exception was recorded";
        Log.Faulted(logger, typeof(TMessage).Name, runId, reason);
        return new ScopeFailure { Class = FailureClass.Internal, Code = typeof(TMessage).Name, Reason = reason };
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "{Message} of run {RunId} could not be processed: {Reason}")]
        public static partial void Faulted(ILogger logger, string message, Guid runId, string reason);
    }
}
