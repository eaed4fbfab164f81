using System.Globalization;
using System.Text.Json.Nodes;
using Pipeline.Simulator.Organisation;

namespace Pipeline.Simulator.Changes.Events;

/// <summary>Writes the event that AWS sends about a change.</summary>
internal sealed class EventWriter(ulong seed)
{
    private readonly EventTemplates templates = new();

    /// <summary>Whether AWS tells of such changes.</summary>
    public bool Tells(string kind, ResourceChangeKind what) => templates.Find(kind, what) is not null;

    /// <summary>The change with its event in both forms, as far as there is one.</summary>
    public ResourceChange WithEvent(ResourceChange change) => templates.Find(change.Kind, change.What) is { } template
        ? change with { Envelope = Envelope(change, template).ToJsonString(), OceanBody = OceanBody(change, template).ToJsonString() }
        : change;

    private JsonObject Envelope(ResourceChange change, EventTemplate template) => new()
    {
        ["version"] = "0",
        ["id"] = IdOf(change, "envelope"),
        ["detail-type"] = template.DetailType ?? "AWS API Call via CloudTrail",
        ["source"] = $"aws.{template.Service}",
        ["account"] = change.AccountId,
        ["time"] = change.At.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        ["region"] = change.Region,
        ["resources"] = Fill(template.Parts["resources"], change) ?? new JsonArray(),
        ["detail"] = template.Call is null ? Fill(template.Parts["detail"], change) : Call(change, template, template.Call),
    };

    private JsonObject Call(ResourceChange change, EventTemplate template, string call) => new()
    {
        ["eventVersion"] = "1.09",
        ["userIdentity"] = new JsonObject
        {
            ["type"] = "AssumedRole",
            ["arn"] = $"arn:aws:sts::{change.AccountId}:assumed-role/Deployer/simulator",
            ["accountId"] = change.AccountId,
        },
        ["eventTime"] = change.At.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        ["eventSource"] = $"{template.Service}.amazonaws.com",
        ["eventName"] = call,
        ["awsRegion"] = change.Region,
        ["sourceIPAddress"] = "203.0.113.10",
        ["userAgent"] = "simulator",
        ["requestParameters"] = Fill(template.Parts["request"], change),
        ["responseElements"] = Fill(template.Parts["response"], change),
        ["requestID"] = IdOf(change, "request"),
        ["eventID"] = IdOf(change, "event"),
        ["readOnly"] = false,
        ["eventType"] = "AwsApiCall",
        ["managementEvent"] = true,
        ["recipientAccountId"] = change.AccountId,
        ["eventCategory"] = "Management",
    };

    // The module's rules take the account from where events that are no API calls have none, and send an empty text.
    private static JsonObject OceanBody(ResourceChange change, EventTemplate template) => new()
    {
        ["resource_type"] = change.Kind,
        ["accountId"] = template.Call is null ? string.Empty : change.AccountId,
        ["awsRegion"] = change.Region,
        ["eventName"] = template.Call ?? template.DetailType,
        ["identifier"] = change.Identifier,
    };

    private static JsonNode? Fill(JsonNode? template, ResourceChange change) => template switch
    {
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, Fill(member.Value, change)))),
        JsonArray items => new JsonArray([.. items.Select(item => Fill(item, change))]),
        JsonValue value when value.TryGetValue<string>(out var text) => Fill(text, change),
        _ => template?.DeepClone(),
    };

    private static string Fill(string text, ResourceChange change)
    {
        if (!text.Contains('{', StringComparison.Ordinal))
        {
            return text;
        }

        var parts = change.Identifier.Split('|');
        return text
            .Replace("{1}", parts[0], StringComparison.Ordinal)
            .Replace("{2}", parts[^1], StringComparison.Ordinal)
            .Replace("{name}", parts[0].Split('/', ':')[^1], StringComparison.Ordinal)
            .Replace("{account}", change.AccountId, StringComparison.Ordinal)
            .Replace("{region}", change.Region, StringComparison.Ordinal)
            .Replace("{id}", change.Identifier, StringComparison.Ordinal);
    }

    private string IdOf(ResourceChange change, string of)
    {
        var dice = new Dice(Scramble.Hash(of, seed) + (ulong)change.Number);
        var (high, low) = (dice.Next(), dice.Next());
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{high >> 32:x8}-{(high >> 16) & 0xFFFF:x4}-4{high & 0xFFF:x3}-8{(low >> 48) & 0xFFF:x3}-{low & 0xFFFFFFFFFFFF:x12}");
    }
}
