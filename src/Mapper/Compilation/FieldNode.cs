using System.Text.Json;

namespace Pipeline.Mapper.Compilation;

/// <summary>A mapped field as a shape over the block's expressions, which are known by their position.</summary>
internal abstract record FieldNode
{
    public abstract void Write(Utf8JsonWriter writer, ReadOnlySpan<Evaluation> values);
}

/// <summary>A field that is the value of one expression.</summary>
internal sealed record LeafNode(int Expression) : FieldNode
{
    public override void Write(Utf8JsonWriter writer, ReadOnlySpan<Evaluation> values) => values[Expression].Value.WriteTo(writer);
}

/// <summary>An object with a field per key: a search, or a condition of one.</summary>
internal sealed record ObjectNode(IReadOnlyList<KeyValuePair<JsonEncodedText, FieldNode>> Fields) : FieldNode
{
    public override void Write(Utf8JsonWriter writer, ReadOnlySpan<Evaluation> values)
    {
        writer.WriteStartObject();
        foreach (var (name, field) in Fields)
        {
            writer.WritePropertyName(name);
            field.Write(writer, values);
        }

        writer.WriteEndObject();
    }
}

/// <summary>The rules of a search.</summary>
internal sealed record ArrayNode(IReadOnlyList<FieldNode> Items) : FieldNode
{
    public override void Write(Utf8JsonWriter writer, ReadOnlySpan<Evaluation> values)
    {
        writer.WriteStartArray();
        foreach (var item in Items)
        {
            item.Write(writer, values);
        }

        writer.WriteEndArray();
    }
}
