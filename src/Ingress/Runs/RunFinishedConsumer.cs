using MassTransit;
using Pipeline.Contracts;
using Pipeline.Ingress.Reporting;

namespace Pipeline.Ingress.Runs;

/// <summary>Tells Port and whoever asked for it that a run has ended.</summary>
internal sealed class RunFinishedConsumer(RunCoordinator coordinator, RunReporting reporter) : IConsumer<RunFinished>
{
    public Task Consume(ConsumeContext<RunFinished> context)
    {
        reporter.Ended(context.Message.RunId, context.Message.Outcome);
        return coordinator.FinishedAsync(context.Message.RunId, context.Message.Outcome, context.CancellationToken);
    }
}
