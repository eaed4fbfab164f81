using System.Text.Json;

namespace Pipeline.Port;

/// <summary>Handles entities as the bytes they are; nothing is serialised again.</summary>
internal static class EntityJson
{
    private static ReadOnlySpan<byte> Head => "{\"entities\":["u8;

    private static ReadOnlySpan<byte> Tail => "]}"u8;

    /// <summary>Bytes of a request around its entities, without commas.</summary>
    public static int Envelope => Head.Length + Tail.Length;

    public static ReadOnlyMemory<byte> Body(IReadOnlyList<int> part, IReadOnlyList<ReadOnlyMemory<byte>> entities)
    {
        var body = new byte[Envelope + part.Sum(i => entities[i].Length) + Math.Max(0, part.Count - 1)];
        Head.CopyTo(body);
        var position = Head.Length;
        for (var i = 0; i < part.Count; i++)
        {
            if (i > 0)
            {
                body[position++] = (byte)',';
            }

            var entity = entities[part[i]];
            entity.Span.CopyTo(body.AsSpan(position));
            position += entity.Length;
        }

        Tail.CopyTo(body.AsSpan(position));
        return body;
    }

    /// <summary>The identifier that was sent; null when it is a search or not text.</summary>
    public static string? Identifier(ReadOnlyMemory<byte> entity)
    {
        var reader = new Utf8JsonReader(entity.Span);
        try
        {
            while (reader.Read())
            {
                if (reader.CurrentDepth != 1 || reader.TokenType != JsonTokenType.PropertyName)
                {
                    continue;
                }

                var isIdentifier = reader.ValueTextEquals("identifier"u8);
                reader.Read();
                if (isIdentifier)
                {
                    return reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
                }

                reader.Skip();
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Half a surrogate pair is JSON, but no text. Port says what it thinks of it.
            return null;
        }

        return null;
    }
}
