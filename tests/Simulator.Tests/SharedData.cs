using System.Text.Json;

namespace Pipeline.Simulator.Tests;

/// <summary>Reference data that lies beside the repository.</summary>
internal static class SharedData
{
    public static IReadOnlyList<KindFacts> CloudControlKinds()
    {
        var catalog = JsonElement.Parse(Repository.SharedText("aws/cloudcontrol-list-catalog.json"));
        return [.. catalog.EnumerateObject().Select(kind => new KindFacts(kind.Name, Names(kind.Value, "primaryIdentifier"), Names(kind.Value, "listRequires")))];
    }

    private static string[] Names(JsonElement kind, string name) =>
        kind.TryGetProperty(name, out var names) ? [.. names.EnumerateArray().Select(item => item.GetString()!)] : [];
}
