using System.Collections;

namespace Pipeline.Hosting;

/// <summary>The environment the process was started with.</summary>
public static class ProcessEnvironment
{
    /// <summary>Its variables, as they are now.</summary>
    public static IReadOnlyDictionary<string, string?> Read() => Environment.GetEnvironmentVariables()
        .Cast<DictionaryEntry>()
        .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value, StringComparer.Ordinal);
}
