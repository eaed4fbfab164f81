using System.Text.Json;
using Pipeline.Ingress.Mappings;

namespace Pipeline.Ingress.Tests;

/// <summary>A mapping that does not come from Port.</summary>
internal sealed class FixedMapping(Func<JsonElement> mapping) : IMappingOrigin
{
    public FixedMapping(string mapping)
        : this(() => JsonElement.Parse(mapping))
    {
    }

    public Task<JsonElement> ReadAsync(CancellationToken cancellationToken) => Task.Run(mapping, cancellationToken);
}
