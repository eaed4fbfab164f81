using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace Pipeline.Simulator.Port.Integrations;

/// <summary>What Port does for integration types whose defaults it makes itself: the mapping appears after a while.</summary>
internal sealed class Provisioning(SimulatorOptions options, Func<JsonObject> mapping)
{
    private const string Type = "aws";

    private readonly ConcurrentDictionary<string, int> looksLeft = new(StringComparer.Ordinal);

    /// <summary>The types it does that for.</summary>
    public IReadOnlyList<string> Types => options.PortProvisionsDefaults ? [Type] : [];

    public void Begin(string identifier)
    {
        if (options.PortProvisionsDefaults)
        {
            looksLeft[identifier] = options.PortProvisioningLooks;
        }
    }

    /// <summary>Somebody looks at the integration: the mapping that is to appear now, else null.</summary>
    public JsonObject? Look(string identifier)
    {
        if (!looksLeft.TryGetValue(identifier, out var left))
        {
            return null;
        }

        if (left > 0)
        {
            looksLeft[identifier] = left - 1;
            return null;
        }

        return looksLeft.TryRemove(identifier, out _) ? mapping() : null;
    }
}
