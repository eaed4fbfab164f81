using System.Buffers;
using System.Text.Json;

namespace Pipeline.Aws.Paging;

/// <summary>Puts a page token, as <see cref="PageNotes.NextToken"/> hands it out, into the parameters of the next call.</summary>
internal static class PageToken
{
    public static ReadOnlyMemory<byte> Apply(AwsPaginator paginator, JsonElement parameters, string token)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer);
        writer.WriteStartObject();

        foreach (var parameter in parameters.EnumerateObject())
        {
            if (!paginator.InputTokens.Contains(parameter.Name, StringComparer.Ordinal))
            {
                parameter.WriteTo(writer);
            }
        }

        WriteTokens(writer, paginator, token);
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenMemory;
    }

    private static void WriteTokens(Utf8JsonWriter writer, AwsPaginator paginator, string token)
    {
        if (TryParseParameters(paginator, token) is { } several)
        {
            foreach (var parameter in several.EnumerateObject())
            {
                parameter.WriteTo(writer);
            }
        }
        else
        {
            writer.WriteString(paginator.InputTokens[0], token);
        }
    }

    /// <summary>A token may be any text, JSON too: it is parameters only if it names nothing but the paginator's.</summary>
    private static JsonElement? TryParseParameters(AwsPaginator paginator, string token)
    {
        if (!token.StartsWith('{'))
        {
            return null;
        }

        try
        {
            var element = JsonElement.Parse(token);
            return element.EnumerateObject().All(parameter => paginator.InputTokens.Contains(parameter.Name, StringComparer.Ordinal))
                ? element
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
