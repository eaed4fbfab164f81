using MassTransit;
using Microsoft.Extensions.Logging;
using Pipeline.Contracts;
using Pipeline.Ledger;
using Pipeline.Messaging.Flow;

namespace Pipeline.PortWriter.Recording;

/// <summary>
/// A message that no stage could process has taken its page along: the scope it belongs to fails, so that the run
/// ends and nothing of the scope is taken for gone.
/// </summary>
internal sealed partial class StageFaultConsumer(IRunLedger ledger, PageCredit credit, ILogger<StageFaultConsumer> logger) :
    IConsumer<Fault<StartRun>>,
    IConsumer<Fault<EnumerateScope>>,
    IConsumer<Fault<ResourcesEnumerated>>,
    IConsumer<Fault<EntitiesMapped>>,
    IConsumer<Fault<ScopeEnumerated>>,
    IConsumer<Fault<ScopeFailed>>,
    IConsumer<Fault<SweepScope>>,
    IConsumer<MessageLost>
{
    public Task Consume(ConsumeContext<Fault<StartRun>> context)
    {
        var runId = context.Message.Message.RunId;
        return FailAsync(context, runId, FailureOf(context.Message, runId).Reason);
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

    public Task Consume(ConsumeContext<Fault<SweepScope>> context)
    {
        var sweep = context.Message.Message;
        return HoldAsync(context, sweep.RunId, sweep.Scope, sweep.Attempt, FailureOf(context.Message, sweep.RunId).Reason);
    }

    // As the fault of what it was. What says no more than its run, the run's watchdog finds out.
    public Task Consume(ConsumeContext<MessageLost> context)
    {
        var lost = context.Message;
        Log.Faulted(logger, lost.MessageType, lost.RunId, lost.Reason);
        var failure = new ScopeFailure { Class = FailureClass.Internal, Code = lost.MessageType, Reason = lost.Reason };
        return (lost.MessageType, lost.Scope, lost.Attempt, lost.Page) switch
        {
            (nameof(SweepScope), { } scope, { } attempt, _) => HoldAsync(context, lost.RunId, scope, attempt, lost.Reason),
            (_, { } scope, { } attempt, { } page) => LoseAsync(context, new BatchId(lost.RunId, scope.ToString(), attempt, page), failure),
            (_, { } scope, { } attempt, null) => EndAsync(context, lost.RunId, scope, attempt, pages: null, failure),
            (nameof(StartRun), _, _, _) => FailAsync(context, lost.RunId, lost.Reason),
            _ => Task.CompletedTask,
        };
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

    private async Task FailAsync(ConsumeContext context, Guid runId, string reason) =>
        await context.PublishStepAsync(runId, await ledger.FailRunAsync(runId, reason, context.CancellationToken));

    private async Task HoldAsync(ConsumeContext context, Guid runId, Scope scope, int attempt, string reason)
    {
        var held = new SweepRecord
        {
            RunId = runId,
            Scope = scope,
            Attempt = attempt,
            Result = SweepResult.Held,
            Entities = 0,
            Gone = 0,
            Reason = $"The sweep could not be made: {reason}",
        };
        await context.PublishStepAsync(runId, await ledger.RecordSweepAsync(held, context.CancellationToken));
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
