using MassTransit;
using Pipeline.Contracts;
using Pipeline.Ledger;

namespace Pipeline.PortWriter;

/// <summary>Tells the pipeline what the write to the ledger which was just made asks for.</summary>
internal static class RunEnd
{
    public static async Task PublishStepAsync(this ConsumeContext context, Guid runId, RunStep step)
    {
        if (step.Sweeps.Count > 0)
        {
            await context.PublishBatch(step.Sweeps, context.CancellationToken);
        }

        if (step.Ended is { } outcome)
        {
            await context.Publish(new RunFinished { RunId = runId, Outcome = outcome }, context.CancellationToken);
        }
    }
}
