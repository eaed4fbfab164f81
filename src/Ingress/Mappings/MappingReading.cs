using Pipeline.Ledger.Mappings;
using Pipeline.Messaging.ClaimCheck;

namespace Pipeline.Ingress.Mappings;

/// <summary>Reads the mapping, stores it, and gives it its number among the versions.</summary>
public sealed class MappingReading(IMappingOrigin origin, MappingVersions versions, MappingNumbers numbers)
{
    /// <summary>
    /// The version of the mapping as it is now: <c>number-hash</c>. While another process read a later one, that one's.
    /// </summary>
    /// <exception cref="Contracts.Mapping.MappingException">There is none, or it cannot be used.</exception>
    /// <exception cref="Port.PortException">Port did not answer.</exception>
    public async Task<string> ReadAsync(CancellationToken cancellationToken)
    {
        var reading = await numbers.BeginReadingAsync(cancellationToken);
        var hash = await versions.AddAsync(await origin.ReadAsync(cancellationToken), cancellationToken);
        return await numbers.EndReadingAsync(reading, hash, cancellationToken);
    }
}
