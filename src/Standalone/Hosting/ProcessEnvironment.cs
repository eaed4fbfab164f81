using System.Collections;

namespace Pipeline.Standalone.Hosting;

/// <summary>The environment the process was started with.</summary>
internal static class ProcessEnvironment
{
    public static IReadOnlyDictionary<string, string?> Read() => Environment.GetEnvironmentVariables()
        .Cast<DictionaryEntry>()
        .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value, StringComparer.Ordinal);

    /// <summary>The same, pointed at a simulated world: nothing of a real Port or AWS account remains.</summary>
    public static IReadOnlyDictionary<string, string?> PointedAt(IReadOnlyDictionary<string, string> world)
    {
        var environment = Read()
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
