using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace Pipeline.Chaos.Tests.Queues;

/// <summary>Makes of what is published what another version of a service would have written.</summary>
internal static class AnotherVersion
{
    private const string Message = ".Message";

    // What the oldest forms in the golden files may lack, and that tells people something or bounds an age: without the
    // others of them a message says something else.
    private static readonly string[] AddedSince = ["awsCalls", "awsRetries", "firstTicket", "findings", "occurredAt"];

    /// <summary>The next version: every object says more than this one knows, and a message is also of a type that is new.</summary>
    public static byte[] Next(byte[] form) => Rewrite(form, Extend);

    /// <summary>An earlier one: what was added since is missing.</summary>
    public static byte[] Previous(byte[] form) => Rewrite(form, Reduce);

    private static byte[] Rewrite(byte[] form, Func<string, string> rewrite)
    {
        var pairs = QueryHelpers.ParseQuery(Encoding.UTF8.GetString(form))
            .Select(pair => new KeyValuePair<string, string>(pair.Key, pair.Key.EndsWith(Message, StringComparison.Ordinal) ? rewrite(pair.Value!) : pair.Value!));
        return Encoding.UTF8.GetBytes(string.Join('&', pairs.Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}")));
    }

    private static string Extend(string envelope)
    {
        var root = JsonNode.Parse(envelope)!.AsObject();
        if (root["message"] is JsonObject message)
        {
            Extend(message, root["messageType"]!.ToJsonString().Contains("Fault", StringComparison.Ordinal));
            root["messageType"]!.AsArray().Insert(0, "urn:message:Pipeline.Contracts:AddedLater");
        }

        root["addedLater"] = "more";
        return root.ToJsonString();
    }

    // A live event has to say when it happened; in a run the bus knows how old a message is.
    private static string Reduce(string envelope)
    {
        var root = JsonNode.Parse(envelope)!.AsObject();
        if (root["message"] is JsonObject message && message["runId"] is not null)
        {
            foreach (var name in AddedSince)
            {
                message.Remove(name);
            }
        }

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
