using System.Buffers;
using System.Text.Json;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Pipeline.Ingress.Mappings;

/// <summary>Turns a YAML document into the JSON it stands for.</summary>
internal static class YamlMapping
{
    // Deeper than any mapping, and what ends an alias that contains itself.
    private const int MostLevels = 64;

    // A mapping is kilobytes. Aliases of aliases can make gigabytes out of a few lines.
    private const int MostBytes = 16 * 1024 * 1024;

    /// <summary>Reads the one document of a text.</summary>
    /// <exception cref="YamlException">It is not YAML, holds no document or several, or has no JSON form.</exception>
    public static JsonElement Parse(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        var root = stream.Documents is [var document]
            ? document.RootNode
            : throw new YamlException($"it holds {stream.Documents.Count} documents, and must hold one");

        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { MaxDepth = MostLevels + 1 });
        Write(root, writer);
        writer.Flush();
        return JsonElement.Parse(buffer.WrittenSpan);
    }

    private static void Write(YamlNode node, Utf8JsonWriter writer)
    {
        if (writer.CurrentDepth >= MostLevels || writer.BytesCommitted + writer.BytesPending > MostBytes)
        {
            throw new YamlException(node.Start, node.End, "it is nested too deeply, or its aliases make it too large");
        }

        switch (node)
        {
            case YamlScalarNode scalar:
                YamlScalar.Write(scalar, writer);
                break;
            case YamlSequenceNode sequence:
                WriteSequence(sequence, writer);
                break;
            case YamlMappingNode mapping:
                WriteMapping(mapping, writer);
                break;
            default:
                throw new YamlException(node.Start, node.End, "an alias has nothing to stand for");
        }
    }

    private static void WriteSequence(YamlSequenceNode sequence, Utf8JsonWriter writer)
    {
        writer.WriteStartArray();
        foreach (var item in sequence.Children)
        {
            Write(item, writer);
        }

        writer.WriteEndArray();
    }

    private static void WriteMapping(YamlMappingNode mapping, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        foreach (var (key, value) in mapping.Children)
        {
            writer.WritePropertyName((key as YamlScalarNode)?.Value ?? throw new YamlException(key.Start, key.End, "a key must be text"));
            Write(value, writer);
        }

        writer.WriteEndObject();
    }
}
