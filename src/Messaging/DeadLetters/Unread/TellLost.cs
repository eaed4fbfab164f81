using System.Runtime.Serialization;
using System.Text.Json;
using MassTransit;
using Pipeline.Contracts;

namespace Pipeline.Messaging.DeadLetters.Unread;

/// <summary>
/// What a consumer throws at becomes a <c>Fault</c> of the message's type. What no consumer ever saw, because it cannot be
/// read or is of a type that none takes, becomes a <see cref="MessageLost"/>: else its run would wait for it for ever.
/// </summary>
internal sealed class TellLost : IFilter<ExceptionReceiveContext>, IFilter<ReceiveContext>
{
    public async Task Send(ExceptionReceiveContext context, IPipe<ExceptionReceiveContext> next)
    {
        if (context.Exception is SerializationException or JsonException)
        {
            await TellAsync(context, context.Exception.Message);
        }

        await next.Send(context);
    }

    public async Task Send(ReceiveContext context, IPipe<ReceiveContext> next)
    {
        await TellAsync(context, "No consumer takes messages of this type.");
        await next.Send(context);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("tellLost");

    private static async Task TellAsync(ReceiveContext context, string reason)
    {
        if (LostMessages.Read(context.Body.GetBytes(), reason) is { } lost)
        {
            var endpoint = await context.PublishEndpointProvider.GetPublishSendEndpoint<MessageLost>();
            await endpoint.Send(lost, context.CancellationToken);
        }
    }
}
