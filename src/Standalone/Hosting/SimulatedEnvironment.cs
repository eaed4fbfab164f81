using Pipeline.Hosting;

namespace Pipeline.Standalone.Hosting;

/// <summary>The environment of a process that talks to a simulated world.</summary>
internal static class SimulatedEnvironment
{
    /// <summary>The process's own, pointed at a simulated world: nothing of a real Port or AWS account remains.</summary>
    public static IReadOnlyDictionary<string, string?> PointedAt(IReadOnlyDictionary<string, string> world)
    {
        var environment = ProcessEnvironment.Read()
            .Where(variable => !variable.Key.StartsWith("OCEAN__", StringComparison.OrdinalIgnoreCase))
            .Where(variable => !variable.Key.StartsWith("AWS_", StringComparison.OrdinalIgnoreCase))
            .ToDictionary(variable => variable.Key, variable => variable.Value, StringComparer.Ordinal);
        foreach (var (name, value) in world)
        {
            environment[name] = value;
        }

        return environment;
    }
}
