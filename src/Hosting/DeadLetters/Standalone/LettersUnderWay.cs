using System.Collections.Concurrent;
using MassTransit;
using Pipeline.Contracts;

namespace Pipeline.Hosting.DeadLetters.Standalone;

/// <summary>
/// Follows each letter that was sent, and what it causes, by a conversation of its own: a bus in memory loses all of it
/// with the process, so the letter is kept until the last of it is consumed, or lies among the letters itself.
/// </summary>
internal sealed class LettersUnderWay : IPublishObserver, IConsumeObserver
{
    private readonly ConcurrentDictionary<Guid, Followed> _followed = new();

    /// <summary>Begins to follow a letter; the task ends when nothing of it is under way.</summary>
    public Task Begin(Guid conversation, Guid message)
    {
        var followed = new Followed();
        followed.Messages.Add(message);
        _followed[conversation] = followed;
        return followed.Done.Task;
    }

    /// <summary>A message has come to its end.</summary>
    public void Settled(Guid conversation, Guid message)
    {
        if (!_followed.TryGetValue(conversation, out var followed))
        {
            return;
        }

        bool isDone;
        lock (followed)
        {
            isDone = followed.Messages.Remove(message) && followed.Messages.Count == 0;
        }

        if (isDone && _followed.TryRemove(conversation, out _))
        {
            followed.Done.TrySetResult();
        }
    }

    public Task PrePublish<T>(PublishContext<T> context)
        where T : class
    {
        // Those that have a consumer in every process that has the bus.
        if (context is { ConversationId: { } conversation, MessageId: { } message, Message: ResourceChanged or ResourcesEnumerated or EntitiesMapped or ResourceGone }
            && _followed.TryGetValue(conversation, out var followed))
        {
            lock (followed)
            {
                followed.Messages.Add(message);
            }
        }

        return Task.CompletedTask;
    }

    public Task PostPublish<T>(PublishContext<T> context)
        where T : class => Task.CompletedTask;

    public Task PublishFault<T>(PublishContext<T> context, Exception exception)
        where T : class
    {
        Settle(context.ConversationId, context.MessageId);
        return Task.CompletedTask;
    }

    public Task PreConsume<T>(ConsumeContext<T> context)
        where T : class => Task.CompletedTask;

    public Task PostConsume<T>(ConsumeContext<T> context)
        where T : class
    {
        Settle(context.ConversationId, context.MessageId);
        return Task.CompletedTask;
    }

    public Task ConsumeFault<T>(ConsumeContext<T> context, Exception exception)
        where T : class => Task.CompletedTask;

    private void Settle(Guid? conversation, Guid? message)
    {
        if (conversation is { } id && message is { } one)
        {
            Settled(id, one);
        }
    }

    private sealed class Followed
    {
        public HashSet<Guid> Messages { get; } = [];

        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
