using System.Collections.Concurrent;
using MassTransit;
using Pipeline.Contracts;
using Pipeline.Messaging.Bus;

namespace Pipeline.PortWriter.Tests;

internal sealed partial class StageUnderTest
{
    /// <summary>Whether runs that begin write everything.</summary>
    public bool Refreshes { get; set; }

    private sealed class RunFinishedRecorder(ConcurrentQueue<RunFinished> finished) : IConsumer<RunFinished>
    {
        public Task Consume(ConsumeContext<RunFinished> context)
        {
            finished.Enqueue(context.Message);
            return Task.CompletedTask;
        }
    }

    private sealed class ChangeRecorder(ConcurrentQueue<ResourceChanged> again) : IConsumer<ResourceChanged>
    {
        public Task Consume(ConsumeContext<ResourceChanged> context)
        {
            again.Enqueue(context.Message);
            return Task.CompletedTask;
        }
    }

    /// <summary>Another stage, that cannot process what it gets.</summary>
    private sealed class BrokenMapper : IConsumer<ResourcesEnumerated>
    {
        public Task Consume(ConsumeContext<ResourcesEnumerated> context) => throw new InvalidOperationException("cannot map");
    }

    private sealed class BrokenMapperDefinition() : StageConsumerDefinition<BrokenMapper>("broken-mapper", concurrency: 1);

    /// <summary>Another stage, that cannot process what it gets.</summary>
    private sealed class BrokenPlanner : IConsumer<StartRun>, IConsumer<EnumerateScope>
    {
        public Task Consume(ConsumeContext<StartRun> context) => throw new InvalidOperationException("cannot plan");

        public Task Consume(ConsumeContext<EnumerateScope> context) => throw new InvalidOperationException("cannot list");
    }

    private sealed class BrokenPlannerDefinition() : StageConsumerDefinition<BrokenPlanner>("broken-planner", concurrency: 1);
}
