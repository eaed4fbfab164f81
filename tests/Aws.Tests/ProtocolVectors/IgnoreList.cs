using System.Text.Json;

namespace Pipeline.Aws.Tests.ProtocolVectors;

/// <summary>The cases that botocore itself does not pass, by its own list.</summary>
internal sealed class IgnoreList(JsonElement list)
{
    public bool Contains(string protocol, string direction, ProtocolCase @case) =>
        Names(list, "general", direction, "suites").Contains(@case.Suite)
        || Names(list, "protocols", protocol, direction, "cases").Contains(@case.Id);

    private static HashSet<string> Names(JsonElement element, params string[] path)
    {
        foreach (var name in path)
        {
            if (!element.TryGetProperty(name, out element))
            {
                return [];
            }
        }

        return [.. element.EnumerateArray().Select(name => name.GetString()!)];
    }
}
