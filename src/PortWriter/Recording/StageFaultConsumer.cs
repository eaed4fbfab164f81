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
    IConsumer<Fault<ScopeFailed>>
{
    public async Task Consume(ConsumeContext<Fault<StartRun>> context)
    {
        var runId = context.Message.Message.RunId;
        var failure = FailureOf(context.Message, runId);
        await context.PublishStepAsync(runId, await ledger.FailRunAsync(runId, failure.Reason, context.CancellationToken));
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

    // A live message belongs to no scope: it waits among the dead letters to be replayed.
    private async Task LoseAsync<TMessage>(ConsumeContext<Fault<TMessage>> context, BatchId? lost)
        where TMessage : class
    {
        if (lost is not { } page)
        {
            return;
        }

        var failure = FailureOf(context.Message, page.RunId);
        credit.Forfeit(page);
        await context.PublishStepAsync(page.RunId, await ledger.RecordLostPageAsync(page, failure, context.CancellationToken));
    }

    private async Task EndAsync<TMessage>(ConsumeContext<Fault<TMessage>> context, Guid runId, Scope scope, int attempt, int? pages)
        where TMessage : class
    {
        var end = new ScopeEnd
        {
            RunId = runId,
            Scope = scope,
            Attempt = attempt,
            Pages = pages,
            Failure = FailureOf(context.Message, runId),
        };
        await context.PublishStepAsync(runId, await ledger.RecordScopeEndAsync(end, context.CancellationToken));
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
