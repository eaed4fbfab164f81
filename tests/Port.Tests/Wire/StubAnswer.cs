using System.Text.Json;

namespace Pipeline.Port.Tests;

/// <summary>What the stand-in answers.</summary>
public sealed record StubAnswer(int Status, string Body, params (string Name, string Value)[] Headers)
{
    public static StubAnswer Error(int status, string error, string message, params (string Name, string Value)[] headers) =>
        new(status, JsonSerializer.Serialize(new { ok = false, error, message }), headers);

    public static StubAnswer Token(string token, double expiresIn = 10_800) =>
        new(200, JsonSerializer.Serialize(new { ok = true, accessToken = token, expiresIn, tokenType = "Bearer" }));

    /// <summary>Everything in a bulk upsert was written, except those for which there is an error.</summary>
    public static StubAnswer Bulk(StubRequest request, Func<JsonElement, (int Status, string Error, string Message)?>? fault = null)
    {
        var entities = request.Entities;
        var faults = entities.Select(entity => fault?.Invoke(entity)).ToList();
        var written = entities
            .Select((entity, index) => new { identifier = Name(entity), index, created = true })
            .Where(entry => faults[entry.index] is null);
        var errors = entities
            .Select((entity, index) => (Name: Name(entity), Index: index, Fault: faults[index]))
            .Where(entry => entry.Fault is not null)
            .Select(entry => new
            {
                identifier = entry.Name,
                index = entry.Index,
                statusCode = entry.Fault!.Value.Status,
                error = entry.Fault.Value.Error,
                message = entry.Fault.Value.Message,
            })
            .ToList();
        return new StubAnswer(
            errors.Count == 0 ? 200 : 207, JsonSerializer.Serialize(new { ok = errors.Count == 0, entities = written, errors }));
    }

    private static string Name(JsonElement entity) =>
        entity.GetProperty("identifier") is { ValueKind: JsonValueKind.String } text ? text.GetString()! : "unknown";
}
