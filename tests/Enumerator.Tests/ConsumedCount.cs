using MassTransit;

namespace Pipeline.Enumerator.Tests;

/// <summary>Counts the messages of a type that a consumer has done with.</summary>
internal sealed class ConsumedCount<T> : IConsumeMessageObserver<T>
    where T : class
{
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public Task PreConsume(ConsumeContext<T> context) => Task.CompletedTask;

    public Task PostConsume(ConsumeContext<T> context)
    {
        Interlocked.Increment(ref _count);
        return Task.CompletedTask;
    }

    public Task ConsumeFault(ConsumeContext<T> context, Exception exception) => Task.CompletedTask;
}
