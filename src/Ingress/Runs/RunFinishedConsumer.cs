using MassTransit;
using Pipeline.Contracts;
using Pipeline.Ingress.Installation;

namespace Pipeline.Ingress.Runs;

/// <summary>Tells Port and whoever asked for it that a run has ended.</summary>
internal sealed class RunFinishedConsumer(RunCoordinator coordinator, ResyncReporter reporter) : IConsumer<RunFinished>
{
    public async Task Consume(ConsumeContext<RunFinished> context)
    {
        await reporter.EndedAsync(context.Message.Outcome, context.CancellationToken);
        await coordinator.FinishedAsync(context.Message.RunId, context.Message.Outcome, context.CancellationToken);
    }
}
