using MassTransit;
using Pipeline.Contracts;
using Pipeline.PortWriter.Bulk;

namespace Pipeline.PortWriter.Recording;

/// <summary>Lets go of what was kept for a run.</summary>
internal sealed class RunFinishedConsumer(BulkWriter writer) : IConsumer<RunFinished>
{
    public Task Consume(ConsumeContext<RunFinished> context)
    {
        writer.Forget(context.Message.RunId);
        return Task.CompletedTask;
    }
}
