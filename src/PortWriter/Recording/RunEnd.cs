using MassTransit;
using Pipeline.Contracts;

namespace Pipeline.PortWriter;

/// <summary>Tells the pipeline that the write which was just made ended a run.</summary>
internal static class RunEnd
{
    public static Task PublishEndAsync(this ConsumeContext context, Guid runId, RunOutcome? ended) => ended is { } outcome
        ? context.Publish(new RunFinished { RunId = runId, Outcome = outcome }, context.CancellationToken)
        : Task.CompletedTask;
}
