using Pipeline.Contracts;
using Pipeline.Messaging.Bus;
using Pipeline.PortWriter.Observing;

namespace Pipeline.PortWriter;

/// <summary>Has resources fetched and written again: feedback to the head of the pipeline, in the lane of live events.</summary>
internal sealed class RepairRequests(ILiveBus bus, TimeProvider time) : IRepairRequests
{
    public async Task SendAsync(
        IReadOnlyDictionary<ResourceKey, ChangeCause> resources, string mappingVersion, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        foreach (var (resource, cause) in resources)
        {
            var again = new ResourceChanged { Resource = resource, MappingVersion = mappingVersion, Cause = cause, OccurredAt = now };
            await bus.Publish(again, cancellationToken);
        }
    }
}
