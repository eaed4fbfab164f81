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
    IConsumer<Fault<EntitiesMapped>>
{
    public async Task Consume(ConsumeContext<Fault<StartRun>> context)
    {
        var runId = context.Message.Message.RunId;
        var reason = Reason(context.Message);
        Log.Faulted(logger, nameof(StartRun), runId, reason);
        await ledger.FailRunAsync(runId, reason, context.CancellationToken);
        await context.PublishEndAsync(runId, RunOutcome.Failed);
    }

    public Task Consume(ConsumeContext<Fault<EnumerateScope>> context) =>
        FailAsync(context, context.Message.Message.RunId, context.Message.Message.Scope, context.Message.Message.Attempt);

    public Task Consume(ConsumeContext<Fault<ResourcesEnumerated>> context)
    {
        credit.Forfeit(context.Message.Message.BatchId());
        return FailAsync(context, context.Message.Message.RunId, context.Message.Message.Scope, context.Message.Message.Attempt);
    }

    public Task Consume(ConsumeContext<Fault<EntitiesMapped>> context)
    {
        credit.Forfeit(context.Message.Message.BatchId());
        return FailAsync(context, context.Message.Message.RunId, context.Message.Message.Scope, context.Message.Message.Attempt);
    }

    private async Task FailAsync<TMessage>(ConsumeContext<Fault<TMessage>> context, Guid runId, Scope scope, int attempt)
        where TMessage : class
    {
        var reason = Reason(context.Message);
        Log.Faulted(logger, typeof(TMessage).Name, runId, reason);
        var end = new ScopeEnd
        {
            RunId = runId,
            Scope = scope,
            Attempt = attempt,
            Pages = null,
            Failure = new ScopeFailure { Class = FailureClass.Internal, Code = typeof(TMessage).Name, Reason = reason },
        };
        await context.PublishEndAsync(runId, await ledger.RecordScopeEndAsync(end, context.CancellationToken));
    }

    private static string Reason(Fault fault) =>
        fault.Exceptions is [var first, ..] ? $"{first.ExceptionType}: {first.Message}" : "no exception was recorded";

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "{Message} of run {RunId} could not be processed: {Reason}")]
        public static partial void Faulted(ILogger logger, string message, Guid runId, string reason);
    }
}
