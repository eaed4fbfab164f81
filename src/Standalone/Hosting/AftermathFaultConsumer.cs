using MassTransit;
using Pipeline.Contracts;

namespace Pipeline.Standalone.Hosting;

/// <summary>Hears of what could not be done after the end of a run.</summary>
internal sealed class AftermathFaultConsumer(AftermathFaults faults) : IConsumer<Fault<RunFinished>>
{
    public Task Consume(ConsumeContext<Fault<RunFinished>> context)
    {
        var reason = context.Message.Exceptions is [var first, ..] ? first.Message : "a message could not be processed";
        faults.Note(context.Message.Message.RunId, reason);
        return Task.CompletedTask;
    }
}
