using MassTransit;
using Microsoft.Extensions.Logging;
using Pipeline.Contracts;

namespace Pipeline.Ingress.LiveEvents.Inbox;

/// <summary>
/// Follows each event through the lane: every message that comes of it carries its id as the conversation's, and a message is
/// consumed when its work is done, of the last ones when Port has confirmed the write.
/// </summary>
internal sealed partial class InboxObserver(LiveInbox inbox, InboxProgress progress, ILogger<InboxObserver> logger)
    : IPublishObserver, IConsumeObserver
{
    public Task PrePublish<T>(PublishContext<T> context)
        where T : class
    {
        if (context.ConversationId is not { } id)
        {
            return Task.CompletedTask;
        }

        if (context.Message is Fault)
        {
            progress.GivenUp(id);
        }
        else if (IsFollowed(context.Message) && context.MessageId is { } message)
        {
            progress.Published(id, message);
        }

        return Task.CompletedTask;
    }

    public Task PostPublish<T>(PublishContext<T> context)
        where T : class => Task.CompletedTask;

    public Task PublishFault<T>(PublishContext<T> context, Exception exception)
        where T : class
    {
        if (context.ConversationId is { } id)
        {
            progress.GivenUp(id);
        }

        return Task.CompletedTask;
    }

    public Task PreConsume<T>(ConsumeContext<T> context)
        where T : class => Task.CompletedTask;

    public async Task PostConsume<T>(ConsumeContext<T> context)
        where T : class
    {
        if (context is not { ConversationId: { } id, MessageId: { } message } || !IsFollowed(context.Message) || !progress.Consumed(id, message))
        {
            return;
        }

        try
        {
            await inbox.RemoveAsync(id, CancellationToken.None);
        }
        catch (Exception exception)
        {
            // The work is done: that it may be done once more is no reason to fail it.
            Log.NotRemoved(logger, id, exception.Message);
        }
    }

    public Task ConsumeFault<T>(ConsumeContext<T> context, Exception exception)
        where T : class => Task.CompletedTask;

    private static bool IsFollowed(object message) => message is ResourceChanged or ResourcesEnumerated or EntitiesMapped or ResourceGone;

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Live event {Id} is written and could not be removed from the inbox; it will be written again: {Reason}")]
        public static partial void NotRemoved(ILogger logger, Guid id, string reason);
    }
}
