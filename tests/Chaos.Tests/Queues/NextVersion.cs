using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace Pipeline.Chaos.Tests.Queues;

/// <summary>Makes of what is published what the next version of a service would: every object says more than this one knows.</summary>
internal static class NextVersion
{
    private const string Message = ".Message";

    public static byte[] Of(byte[] form)
    {
        var pairs = QueryHelpers.ParseQuery(Encoding.UTF8.GetString(form))
            .Select(pair => new KeyValuePair<string, string>(pair.Key, pair.Key.EndsWith(Message, StringComparison.Ordinal) ? Extend(pair.Value!) : pair.Value!));
        return Encoding.UTF8.GetBytes(string.Join('&', pairs.Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}")));
    }

    private static string Extend(string envelope)
    {
        var root = JsonNode.Parse(envelope)!.AsObject();
        if (root["message"] is JsonObject message)
        {
            Extend(message, root["messageType"]!.ToJsonString().Contains("Fault", StringComparison.Ordinal));
        }

        root["addedLater"] = "more";
        return root.ToJsonString();
    }

    // What AWS or a user's mapping said is theirs: only what this system says is extended.
    private static void Extend(JsonObject value, bool isOfBus)
    {
        foreach (var (_, member) in value.Where(member => member.Key is not ("raw" or "body" or "samples")).ToList())
        {
            foreach (var inner in member is JsonArray list ? list.OfType<JsonObject>() : new[] { member }.OfType<JsonObject>())
            {
                Extend(inner, isOfBus);
            }
        }

        if (!isOfBus)
        {
            value["addedLater"] = new JsonObject { ["number"] = 5, ["list"] = new JsonArray("a", null) };
        }
    }
}
