using MassTransit;
using Pipeline.Contracts;
using Pipeline.Ingress.Reporting;

namespace Pipeline.Ingress.Runs;

/// <summary>Tells Port and whoever asked for it that a run has ended.</summary>
internal sealed class RunFinishedConsumer(RunCoordinator coordinator, RunReporting reporter, RefreshSchedule refreshes) : IConsumer<RunFinished>
{
    public async Task Consume(ConsumeContext<RunFinished> context)
    {
        await refreshes.NoteAsync(context.Message.RunId, context.Message.Outcome, context.CancellationToken);
        reporter.Ended(context.Message.RunId, context.Message.Outcome);
        await coordinator.FinishedAsync(context.Message.RunId, context.Message.Outcome, context.CancellationToken);
    }
}
