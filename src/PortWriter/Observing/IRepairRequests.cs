using Pipeline.Contracts;

namespace Pipeline.PortWriter.Observing;

/// <summary>Has resources fetched and written again.</summary>
internal interface IRepairRequests
{
    Task SendAsync(IReadOnlyDictionary<ResourceKey, ChangeCause> resources, string mappingVersion, CancellationToken cancellationToken);
}
