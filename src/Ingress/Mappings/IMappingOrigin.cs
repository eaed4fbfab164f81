using System.Text.Json;

namespace Pipeline.Ingress.Mappings;

/// <summary>Where the mapping of a run comes from.</summary>
public interface IMappingOrigin
{
    /// <summary>Reads the mapping as it is now.</summary>
    /// <exception cref="Contracts.Mapping.MappingException">There is none, or it is not JSON.</exception>
    /// <exception cref="Port.PortException">Port did not answer.</exception>
    Task<JsonElement> ReadAsync(CancellationToken cancellationToken);
}
