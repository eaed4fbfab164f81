using MassTransit;
using Pipeline.Contracts;
using Pipeline.Ingress.Reporting;
using Pipeline.Ledger;
using Pipeline.Messaging.Bus;

namespace Pipeline.Ingress.Runs;

/// <summary>Tells Port and whoever asked for it that a run has ended.</summary>
internal sealed class RunFinishedConsumer(RunCoordinator coordinator, RunReporting reporter, RefreshSchedule refreshes, IRunLedger ledger) : IConsumer<RunFinished>
{
    public async Task Consume(ConsumeContext<RunFinished> context)
    {
        await refreshes.NoteAsync(context.Message.RunId, context.Message.Outcome, context.CancellationToken);
        reporter.Ended(context.Message.RunId, context.Message.Outcome);
        await coordinator.FinishedAsync(context.Message.RunId, context.Message.Outcome, context.CancellationToken);
        await ledger.ResolveErrorsAsync(
            context.Message.RunId, nameof(RunFinished), QueueName.Of(context.ReceiveContext.InputAddress), context.CancellationToken);
    }
}
