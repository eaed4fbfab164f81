using System.Collections.Concurrent;
using MassTransit;
using Pipeline.Contracts;
using Pipeline.Messaging.Bus;

namespace Pipeline.Standalone.Hosting;

/// <summary>
/// Follows what the live lane of this process carries. A run asks there for resources again, such as one to which an entity
/// was left, and a process that ended with the run would take these requests along.
/// </summary>
internal sealed class RepairsUnderWay : IPublishObserver, IConsumeObserver
{
    // What is fetched again may be in doubt again. A process that was asked for one run does not wait for ever: the doubt
    // is in the ledger, and the next run writes what it concerns.
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(20);

    private readonly ConcurrentDictionary<Guid, byte> _underWay = new();

    /// <summary>Begins to follow the lane.</summary>
    public RepairsUnderWay(ILiveBus live)
    {
        live.ConnectPublishObserver(this);
        live.ConnectConsumeObserver(this);
    }

    /// <summary>Waits until nothing is under way; false when that takes too long.</summary>
    public async Task<bool> DoneAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        while (!_underWay.IsEmpty)
        {
            if (time.GetElapsedTime(began) > s_patience)
            {
                return false;
            }

            await Task.Delay(s_interval, time, cancellationToken);
        }

        return true;
    }

    public Task PrePublish<T>(PublishContext<T> context)
        where T : class
    {
        if (context.Message is ResourceChanged or ResourcesEnumerated or EntitiesMapped or ResourceGone && context.MessageId is { } id)
        {
            _underWay.TryAdd(id, 0);
        }

        return Task.CompletedTask;
    }

    public Task PostPublish<T>(PublishContext<T> context)
        where T : class => Task.CompletedTask;

    public Task PublishFault<T>(PublishContext<T> context, Exception exception)
        where T : class => EndAsync(context.MessageId);

    public Task PreConsume<T>(ConsumeContext<T> context)
        where T : class => Task.CompletedTask;

    public Task PostConsume<T>(ConsumeContext<T> context)
        where T : class => EndAsync(context.MessageId);

    public Task ConsumeFault<T>(ConsumeContext<T> context, Exception exception)
        where T : class => EndAsync(context.MessageId);

    private Task EndAsync(Guid? message)
    {
        if (message is { } id)
        {
            _underWay.TryRemove(id, out _);
        }

        return Task.CompletedTask;
    }
}
