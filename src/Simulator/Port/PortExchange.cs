using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Pipeline.Simulator.Hosting;

namespace Pipeline.Simulator.Port;

/// <summary>One request to the Port side: its body, read whole, and its answer.</summary>
internal sealed class PortExchange(HttpContext context, PooledBuffer body, PooledBuffer answer)
{
    private static readonly JsonWriterOptions WriterOptions = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public HttpContext Context { get; } = context;

    public ReadOnlyMemory<byte> Body => body.Written;

    public PooledBuffer Answer { get; } = answer;

    /// <summary>The error word answered, for the log.</summary>
    public string? Error { get; private set; }

    /// <summary>Who writes: Port shows a request's user agent as the data source of what it wrote.</summary>
    public string Datasource => Context.Request.Headers.UserAgent.ToString();

    public static PortExchange Of(HttpContext context) => context.Features.GetRequiredFeature<PortExchange>();

    /// <summary>A part of the path. Kestrel leaves an encoded slash as it is, and ARNs have them.</summary>
    public string Route(string name) =>
        (Context.Request.RouteValues[name]?.ToString() ?? string.Empty).Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);

    public bool Flag(string name) => string.Equals(Context.Request.Query[name], "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>The body as an object; null, with the refusal answered, when it is not one.</summary>
    public JsonDocument? ReadObject()
    {
        try
        {
            var document = JsonDocument.Parse(Body.IsEmpty ? "{}"u8.ToArray() : Body);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                return document;
            }

            document.Dispose();
            Refuse(PortError.Invalid("body must be object"));
        }
        catch (JsonException exception)
        {
            Refuse(new(400, "invalid_request", $"Body is not valid JSON: {exception.Message}"));
        }

        return null;
    }

    public void Refuse(PortError error)
    {
        Error = error.Error;
        Reply(error.Status, writer =>
        {
            writer.WriteBoolean("ok"u8, false);
            writer.WriteString("error"u8, error.Error);
            writer.WriteString("message"u8, error.Message);
        });
    }

    /// <summary>Answers with one object; <paramref name="write"/> writes its members.</summary>
    public void Reply(int status, Action<Utf8JsonWriter> write)
    {
        Answer.Clear();
        Context.Response.StatusCode = status;
        Context.Response.ContentType = "application/json; charset=utf-8";
        using var writer = new Utf8JsonWriter(Answer, WriterOptions);
        writer.WriteStartObject();
        write(writer);
        writer.WriteEndObject();
    }

    public void ReplyOk(Action<Utf8JsonWriter> write, int status = 200) => Reply(status, writer =>
    {
        writer.WriteBoolean("ok"u8, true);
        write(writer);
    });
}
