using System.Text;
using System.Text.Json;
using Pipeline.Aws.Errors;

namespace Pipeline.Aws.Protocols.Json;

/// <summary>Reads errors of the JSON protocols, whose code may stand in any of five places.</summary>
internal static class JsonErrors
{
    public static AwsError Read(WireResponse response)
    {
        var body = Parse(response);
        var code = Header(response, "x-amzn-errortype")
            ?? Text(body, "__type") ?? Text(body, "code") ?? Text(body, "Code")
            ?? AwsError.HttpCode(response.StatusCode);
        var message = Text(body, "message") ?? Text(body, "Message") ?? Text(body, "errorMessage") ?? "";

        // Services that once spoke query still send the code that clients knew them by: "Code;Sender".
        var queryCode = Header(response, "x-amzn-query-error")?.Split(';');
        return new AwsError(
            queryCode is [{ Length: > 0 } known, _] ? known : ShortName(code),
            message,
            response.RequestId,
            response.StatusCode);
    }

    /// <summary>Cuts <c>aws.protocoltests#FooError:http://…</c> down to <c>FooError</c>.</summary>
    private static string ShortName(string code)
    {
        var name = code.Split(':', 2)[0];
        return name[(name.LastIndexOf('#') + 1)..].Trim();
    }

    private static JsonElement Parse(WireResponse response)
    {
        try
        {
            return response.Body.Length == 0 ? default : JsonElement.Parse(response.Body.Span);
        }
        catch (JsonException)
        {
            // A proxy's page, or plain text: what it says is all there is.
            return JsonSerializer.SerializeToElement(new { message = Encoding.UTF8.GetString(response.Body.Span) });
        }
    }

    private static string? Header(WireResponse response, string name) => response.Header(name) is { Length: > 0 } value ? value : null;

    private static string? Text(JsonElement body, string name) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty(name, out var value)
            && value.ValueKind is (JsonValueKind.String or JsonValueKind.Number)
            ? value.ToString()
            : null;
}
