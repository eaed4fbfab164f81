using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.ServiceDefaults.Logging;

namespace Pipeline.Ingress.Reporting.Examples;

/// <summary>
/// Hides in an example what is a configured secret or looks like a credential, in whatever field it stands. What a kind's
/// fields are known to hold was hidden where the example was taken.
/// </summary>
internal sealed class ExampleCover(SecretRedactor redactor)
{
    /// <summary>The same JSON with masks.</summary>
    public JsonElement Over(JsonElement example) => JsonSerializer.SerializeToElement(Over(JsonSerializer.SerializeToNode(example)));

    private JsonNode? Over(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(Hide(member.Key), Over(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Over)]),
        JsonValue value when value.TryGetValue<string>(out var text) => JsonValue.Create(Hide(text)),
        _ => node?.DeepClone(),
    };

    private string Hide(string text) => SecretPatterns.Hide(redactor.Redact(text));
}
