using System.Collections.Concurrent;
using MassTransit;
using Pipeline.Contracts;

namespace Pipeline.Enumerator.Tests;

/// <summary>Stands where Mapper and PortWriter are in the lane of live events, and keeps what they would get.</summary>
internal sealed class LiveLane
{
    public static readonly DateTimeOffset OccurredAt = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

    private readonly ConcurrentQueue<ResourcesEnumerated> _seen = new();
    private readonly ConcurrentQueue<ResourceGone> _gone = new();
    private readonly ConcurrentQueue<Fault<ResourceChanged>> _faults = new();

    public IReadOnlyList<ResourcesEnumerated> Seen => [.. _seen];

    public IReadOnlyList<ResourceGone> Gone => [.. _gone];

    public IReadOnlyList<Fault<ResourceChanged>> Faults => [.. _faults];

    /// <summary>Waits for the first resource that is shown.</summary>
    public async Task<ResourcesEnumerated> FirstSeenAsync()
    {
        await Eventually.TrueAsync(() => !_seen.IsEmpty);
        return Seen[0];
    }

    internal sealed class RecordingConsumer(LiveLane lane)
        : IConsumer<ResourcesEnumerated>, IConsumer<ResourceGone>, IConsumer<Fault<ResourceChanged>>
    {
        public Task Consume(ConsumeContext<ResourcesEnumerated> context)
        {
            lane._seen.Enqueue(context.Message);
            return Task.CompletedTask;
        }

        public Task Consume(ConsumeContext<ResourceGone> context)
        {
            lane._gone.Enqueue(context.Message);
            return Task.CompletedTask;
        }

        public Task Consume(ConsumeContext<Fault<ResourceChanged>> context)
        {
            lane._faults.Enqueue(context.Message);
            return Task.CompletedTask;
        }
    }
}
