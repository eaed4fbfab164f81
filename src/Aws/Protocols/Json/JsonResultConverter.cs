using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;
using Pipeline.Aws.Models;
using Pipeline.Aws.Paging;

namespace Pipeline.Aws.Protocols.Json;

/// <summary>
/// Writes a JSON body in boto3's shape: members in the model's order, unmodelled and null ones left out, timestamps
/// and blobs as text. A structure is read forward once to note where its members lie; they are then written from
/// there, so no document is built and nothing is copied but the output.
/// </summary>
internal readonly ref struct JsonResultConverter(ReadOnlySpan<byte> body, ResultContext result, JsonScalars scalars)
{
    // Deeper than any modelled shape; documents and policies nest freely.
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 512, AllowMultipleValues = true };

    // Strings are copied without a look inside, so what is no UTF-8 must be found here.
    private readonly ReadOnlySpan<byte> _body = Utf8.IsValid(body) ? body : throw new JsonException("The body is not UTF-8.");

    /// <summary>Writes the value that starts at an offset of the body.</summary>
    public void Write(int start, ShapeRef use, PageNode? node)
    {
        var reader = Open(start);
        switch (use.Type)
        {
            case ShapeType.Structure when reader.TokenType == JsonTokenType.StartObject && !use.Shape.IsDocument:
                WriteStructure(ref reader, start, use.Shape, node);
                break;
            case ShapeType.List when reader.TokenType == JsonTokenType.StartArray:
                WriteList(ref reader, start, use.Shape.Item, node);
                break;
            case ShapeType.Map when reader.TokenType == JsonTokenType.StartObject:
                WriteMap(ref reader, start, use.Shape.Value, node);
                break;
            default:
                scalars.Write(ref reader, use, result);
                break;
        }
    }

    /// <summary>Writes a structure's members without the braces, so that others can stand beside them.</summary>
    public void WriteMembers(int start, Shape shape, PageNode? node)
    {
        var reader = Open(start);
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("The body is no JSON object.");
        }

        WriteMembers(ref reader, start, shape, node);
    }

    private Utf8JsonReader Open(int start)
    {
        var reader = new Utf8JsonReader(_body[start..], Options);
        reader.Read();
        return reader;
    }

    private void WriteStructure(ref Utf8JsonReader reader, int start, Shape shape, PageNode? node)
    {
        result.Writer.WriteStartObject();
        WriteMembers(ref reader, start, shape, node);
        result.Writer.WriteEndObject();
    }

    private void WriteMembers(ref Utf8JsonReader reader, int start, Shape shape, PageNode? node)
    {
        var members = shape.Members;
        var offsets = ArrayPool<int>.Shared.Rent(members.Count);
        try
        {
            offsets.AsSpan(0, members.Count).Fill(-1);
            var unknown = Locate(ref reader, start, shape, offsets);
            if (shape.IsUnion && unknown is not null && offsets.AsSpan(0, members.Count).IndexOfAnyExcept(-1) < 0)
            {
                WriteUnknownMember(unknown);
            }

            for (var index = 0; index < members.Count; index++)
            {
                if (offsets[index] >= 0)
                {
                    var member = result.Begin(members[index], node);
                    Write(offsets[index], members[index].Use, member.Node);
                    member.End();
                }
            }
        }
        finally
        {
            ArrayPool<int>.Shared.Return(offsets);
        }
    }

    /// <summary>Notes the offset of each member's value.</summary>
    /// <returns>The name of the last member that the model does not know.</returns>
    private static string? Locate(ref Utf8JsonReader reader, int start, Shape shape, int[] offsets)
    {
        string? unknown = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var member = reader.ValueIsEscaped ? null : shape.FindOnWire(reader.ValueSpan);
            var name = member is null && shape.IsUnion ? reader.GetString() : null;
            reader.Read();
            if (member is not null)
            {
                offsets[member.Index] = reader.TokenType == JsonTokenType.Null ? -1 : start + (int)reader.TokenStartIndex;
            }
            else if (name is not (null or "__type") && reader.TokenType != JsonTokenType.Null)
            {
                unknown = name;
            }

            reader.Skip();
        }

        return unknown;
    }

    /// <summary>A union may gain members after the model was taken; boto3 tells of them this way.</summary>
    private void WriteUnknownMember(string name)
    {
        result.Writer.WriteStartObject("SDK_UNKNOWN_MEMBER"u8);
        result.Writer.WriteString("name"u8, name);
        result.Writer.WriteEndObject();
    }

    private void WriteList(ref Utf8JsonReader reader, int start, ShapeRef item, PageNode? node)
    {
        result.Writer.WriteStartArray();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            WriteElement(ref reader, start, item, node);
        }

        result.Writer.WriteEndArray();
    }

    private void WriteMap(ref Utf8JsonReader reader, int start, ShapeRef value, PageNode? node)
    {
        result.Writer.WriteStartObject();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            result.Writer.WritePropertyName(reader.GetString()!);
            reader.Read();
            WriteElement(ref reader, start, value, node);
        }

        result.Writer.WriteEndObject();
    }

    private void WriteElement(ref Utf8JsonReader reader, int start, ShapeRef use, PageNode? node)
    {
        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            Write(start + (int)reader.TokenStartIndex, use, node);
            reader.Skip();
        }
        else
        {
            scalars.Write(ref reader, use, result);
        }
    }
}
