using MassTransit;
using Pipeline.Contracts;
using Pipeline.Messaging.Flow;
using Pipeline.PortWriter.Drift;

namespace Pipeline.PortWriter.Recording;

/// <summary>
/// Gives back the credit that a run took for pages which it then could not publish, and takes away what no resource
/// turned out to make.
/// </summary>
internal sealed class RunFinishedConsumer(PageCredit credit, UnattributedSweep sweep, IPortWrites writes) : IConsumer<RunFinished>
{
    public async Task Consume(ConsumeContext<RunFinished> context)
    {
        credit.Forfeit(context.Message.RunId);
        await sweep.SweepAsync(context.Message.RunId, context.CancellationToken);
        writes.Finished(context.Message.RunId);
    }
}
