using MassTransit;
using Pipeline.Contracts;
using Pipeline.Messaging.Flow;

namespace Pipeline.PortWriter.Recording;

/// <summary>Gives back the credit that a run took for pages which it then could not publish.</summary>
internal sealed class RunFinishedConsumer(PageCredit credit) : IConsumer<RunFinished>
{
    public Task Consume(ConsumeContext<RunFinished> context)
    {
        credit.Forfeit(context.Message.RunId);
        return Task.CompletedTask;
    }
}
