using System.Text;
using System.Text.Json;
using Pipeline.Aws.Models;
using Pipeline.Aws.Protocols.Xml;

namespace Pipeline.Aws.Protocols.Rest;

/// <summary>The members of a REST result that are not in a JSON or XML body.</summary>
internal static class RestResult
{
    public static void WriteHeaderMembers(Shape shape, WireResponse response, ResultContext result)
    {
        foreach (var member in shape.Members)
        {
            switch (member.Traits.Location)
            {
                case Location.StatusCode:
                    result.Writer.WriteNumber(member.EncodedName, response.StatusCode);
                    break;
                case Location.Headers:
                    WritePrefixed(member, response, result);
                    break;
                case Location.Header when response.Header(member.WireName) is { } text:
                    var written = result.Begin(member, result.Notes.Root);
                    WriteHeader(text, member.Use, result);
                    written.End();
                    break;
            }
        }
    }

    public static void WriteTextPayload(Member payload, WireResponse response, ResultContext result)
    {
        if (response.Body.Length > 0)
        {
            result.Writer.WriteString(payload.EncodedName, response.Body.Span);
        }
    }

    private static void WritePrefixed(Member member, WireResponse response, ResultContext result)
    {
        result.Writer.WriteStartObject(member.EncodedName);
        var prefix = member.Traits.LocationName ?? "";
        foreach (var (name, value) in response.Headers)
        {
            if (name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            {
                result.Writer.WriteString(name[prefix.Length..], value);
            }
        }

        result.Writer.WriteEndObject();
    }

    private static void WriteHeader(string text, ShapeRef use, ResultContext result)
    {
        if (use.Type == ShapeType.List)
        {
            result.Writer.WriteStartArray();
            foreach (var item in text.Split(',', StringSplitOptions.TrimEntries))
            {
                XmlScalars.Write(item, use.Shape.Item, result);
            }

            result.Writer.WriteEndArray();
        }
        else if (use.Traits.JsonValue)
        {
            JsonElement.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(text))).WriteTo(result.Writer);
        }
        else
        {
            XmlScalars.Write(text, use, result);
        }
    }
}
