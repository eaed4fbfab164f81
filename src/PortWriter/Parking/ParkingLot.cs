using System.Security.Cryptography;
using System.Text.Json;
using Pipeline.Contracts;
using Pipeline.Ledger.Resources;
using Pipeline.Messaging.ClaimCheck;

namespace Pipeline.PortWriter.Parking;

/// <summary>
/// Keeps resources whose entities Port did not take because what they relate to was not there yet. Only where Port makes
/// no placeholders (<c>createMissingRelatedEntities: false</c>) does the order of writing matter.
/// </summary>
internal sealed class ParkingLot(ParkedResources parked, IClaimCheckStore contents)
{
    /// <summary>Parks the resources of some rejected entities, with all that they make.</summary>
    public async Task<ParkedWrites> ParkAsync(
        EntitiesMapped message, DateTimeOffset? occurredAt, IReadOnlyList<RejectedWrite> rejected, CancellationToken cancellationToken)
    {
        if (message.Options.CreateMissingRelatedEntities || !rejected.Any(write => write.MayLackTargets))
        {
            return new ParkedWrites([], [.. rejected.Select(write => write.Entity)]);
        }

        var waiting = rejected.Where(write => write.MayLackTargets).ToLookup(write => write.Resource, write => write.Entity);
        List<ParkedResource> resources = [];
        foreach (var resource in waiting)
        {
            var content = JsonSerializer.SerializeToUtf8Bytes(SliceOf(message, occurredAt, resource.Key), ParkedJson.Default.EntitiesMapped);
            var name = $"parked/{Convert.ToHexStringLower(SHA256.HashData(content))}.json";
            await contents.PutAsync(name, content, cancellationToken);
            resources.Add(new ParkedResource(new RowKey(message.Scope, resource.Key), name, [.. resource]));
        }

        await parked.PutAsync(message.RunId ?? ParkedResources.Live, resources, cancellationToken);
        return new ParkedWrites(resources, [.. rejected.Where(write => !write.MayLackTargets).Select(write => write.Entity)]);
    }

    /// <summary>What a parked resource makes; null when it is not stored any more.</summary>
    public async Task<EntitiesMapped?> ReadAsync(ParkedResource resource, CancellationToken cancellationToken) =>
        await contents.FindAsync(resource.Content, cancellationToken) is { } content
            ? JsonSerializer.Deserialize(content.Span, ParkedJson.Default.EntitiesMapped)
            : null;

    private static EntitiesMapped SliceOf(EntitiesMapped message, DateTimeOffset? occurredAt, string resource) => message with
    {
        OccurredAt = occurredAt,
        Resources = [resource],
        Entities = [.. message.Entities.Where(entity => entity.Resource == resource)],
        Faulted = [.. message.Faulted.Where(faulted => faulted == resource)],
        Findings = [],
    };
}
