using System.Text.Json;
using Pipeline.Contracts.Mapping;
using Pipeline.Port;

namespace Pipeline.Ingress.Mappings;

/// <summary>The mapping that Port holds as the integration's config. Every run reads it anew.</summary>
internal sealed class PortMapping(PortClient port) : IMappingOrigin
{
    public async Task<JsonElement> ReadAsync(CancellationToken cancellationToken)
    {
        var integration = await port.FindIntegrationAsync(cancellationToken);
        return integration?.Config is { ValueKind: JsonValueKind.Object } config && config.EnumerateObject().Any()
            ? config
            : throw new MappingException(["the integration has no mapping at Port: add one on its page in Port's data sources"]);
    }
}
