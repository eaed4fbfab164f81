using System.Text.Json;
using static Pipeline.Jq.Values.JsonTape;

namespace Pipeline.Jq.Values;

/// <summary>
/// Makes the tape of a document. Gives up on whatever the tape is not made for: objects with many keys (looking things
/// up in them would be slow), keys that repeat or are escaped, and anything that is not plain JSON.
/// </summary>
internal ref struct TapeBuilder(ReadOnlySpan<byte> json)
{
    private const int MaxKeys = 256;
    private const int MaxDepth = 500;

    // A thread keeps what it gathered tokens in for the next document, unless it is this long.
    private const int MaxKept = 64 * 1024;

    // Positions must fit the bits that a token has for them.
    private const int MaxBytes = 100_000_000;

    [ThreadStatic]
    private static Token[]? _scratch;

    [ThreadStatic]
    private static Open[]? _openScratch;

    private readonly ReadOnlySpan<byte> _json = json;
    private Token[] _tokens = _scratch ??= new Token[256];
    private int _count;
    private int _depth;

    public static JsonTape? TryBuild(ReadOnlyMemory<byte> json)
    {
        if (json.Length > MaxBytes)
        {
            return null;
        }

        var builder = new TapeBuilder(json.Span);
        try
        {
            return builder.TryRead() ? new JsonTape(json, builder._tokens.AsSpan(0, builder._count).ToArray()) : null;
        }
        catch (JsonException)
        {
            return null;
        }
        finally
        {
            _scratch = builder._tokens.Length <= MaxKept ? builder._tokens : null;
        }
    }

    private bool TryRead()
    {
        var reader = new Utf8JsonReader(_json, new JsonReaderOptions { MaxDepth = MaxDepth });
        var open = _openScratch ??= new Open[MaxDepth + 1];
        while (reader.Read())
        {
            if (!TryToken(ref reader, open))
            {
                return false;
            }
        }

        return _count > 0 && _depth == 0;
    }

    private bool TryToken(ref Utf8JsonReader reader, Open[] open)
    {
        var start = (int)reader.TokenStartIndex;
        switch (reader.TokenType)
        {
            case JsonTokenType.StartArray or JsonTokenType.StartObject:
                var kind = reader.TokenType == JsonTokenType.StartArray ? TokenKind.Array : TokenKind.Object;
                CountChild(open);
                open[_depth++] = new Open(_count, kind);
                Add(new Token(kind, start, 0, false));
                return true;
            case JsonTokenType.EndArray or JsonTokenType.EndObject:
                Close(open[--_depth]);
                return true;
            case JsonTokenType.PropertyName:
                return !reader.ValueIsEscaped && AddKey(ref open[_depth - 1], start + 1, reader.ValueSpan);
            default:
                CountChild(open);
                return AddScalar(ref reader, start);
        }
    }

    private readonly void CountChild(Open[] open)
    {
        if (_depth > 0 && open[_depth - 1].Kind == TokenKind.Array)
        {
            open[_depth - 1].Children++;
        }
    }

    private bool AddScalar(ref Utf8JsonReader reader, int start)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                Add(new Token(TokenKind.Text, start + 1, reader.ValueSpan.Length, reader.ValueIsEscaped));
                return !reader.ValueIsEscaped || JsonEscapes.AreValid(reader.ValueSpan);
            case JsonTokenType.Number:
                Add(new Token(TokenKind.Number, start, reader.ValueSpan.Length, false));
                return true;
            default:
                var kind = reader.TokenType switch { JsonTokenType.True => TokenKind.True, JsonTokenType.False => TokenKind.False, _ => TokenKind.Null };
                Add(new Token(kind, start, reader.ValueSpan.Length, false));
                return true;
        }
    }

    private bool AddKey(ref Open parent, int start, ReadOnlySpan<byte> key)
    {
        var bit = 1UL << (key.Length == 0 ? 0 : (key.Length + (key[0] * 7) + (key[^1] * 31)) & 63);
        if ((parent.SeenKeys & bit) != 0 && Repeats(parent, key))
        {
            return false;
        }

        parent.SeenKeys |= bit;
        parent.Children++;
        Add(new Token(TokenKind.Text, start, key.Length, false));
        return parent.Children <= MaxKeys;
    }

    private readonly bool Repeats(Open parent, ReadOnlySpan<byte> key)
    {
        var child = parent.Index + 1;
        for (var left = parent.Children; left > 0; left--)
        {
            ref readonly var other = ref _tokens[child];
            if (other.Length == key.Length && _json.Slice(other.Start, other.Length).SequenceEqual(key))
            {
                return true;
            }

            child = _tokens[child + 1].Next;
        }

        return false;
    }

    private readonly void Close(Open container)
    {
        ref var token = ref _tokens[container.Index];
        token.Length = container.Children;
        token.Next = _count;
    }

    private void Add(Token token)
    {
        if (_count == _tokens.Length)
        {
            Array.Resize(ref _tokens, _count * 2);
        }

        token.Next = _count + 1;
        _tokens[_count++] = token;
    }

    private struct Open(int index, TokenKind kind)
    {
        public readonly int Index => index;

        public readonly TokenKind Kind => kind;

        public int Children;
        public ulong SeenKeys;
    }
}
