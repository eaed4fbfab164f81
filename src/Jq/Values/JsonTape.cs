using System.Collections.Concurrent;
using System.Text;
using System.Text.Unicode;

namespace Pipeline.Jq.Values;

/// <summary>
/// A parsed document as a list of where its tokens lie. Values are made when they are asked for, so that a
/// document of which a program reads three fields costs little more than its list. Only for well-formed JSON
/// without surprises; everything else goes through <see cref="JsonReader"/>.
/// </summary>
internal sealed class JsonTape(ReadOnlyMemory<byte> json, JsonTape.Token[] tokens) : Node(JqKind.Null)
{
    // The one character that jq escapes and JSON does not need to.
    private const byte Delete = 0x7F;

    // Longer arrays are taken apart once: looking things up in them here would be slow.
    private const int MaxWalk = 256;

    private ConcurrentDictionary<int, JqArray>? _longArrays;

    private ReadOnlySpan<byte> Json => json.Span;

    /// <summary>No value of the document is longer than this as JSON: at most a byte becomes an escape of six.</summary>
    public long MaxBytes => json.Length * 6L;

    public int Count(int index) => tokens[index].Length;

    /// <summary>The first child of a container: an item, or the key of the first property.</summary>
    public static int FirstChild(int index) => index + 1;

    public int Next(int index) => tokens[index].Next;

    public JqValue ValueAt(int index)
    {
        ref readonly var token = ref tokens[index];
        return token.Kind switch
        {
            TokenKind.Null => JqValue.Null,
            TokenKind.True => JqValue.True,
            TokenKind.False => JqValue.False,
            TokenKind.Number => NumberReader.Read(Raw(token)),
            TokenKind.Array when token.Length > MaxWalk => new JqValue(LongArray(index)),
            TokenKind.Array => JqValue.FromTape(this, index, JqKind.Array),
            TokenKind.Object => JqValue.FromTape(this, index, JqKind.Object),
            _ => JqValue.FromTape(this, index, JqKind.String),
        };
    }

    public bool TryFind(int index, string key, out JqValue value)
    {
        var child = index + 1;
        for (var left = tokens[index].Length; left > 0; left--)
        {
            if (KeyEquals(tokens[child], key))
            {
                value = ValueAt(child + 1);
                return true;
            }

            child = tokens[child + 1].Next;
        }

        value = default;
        return false;
    }

    public JqValue ItemAt(int index, int position)
    {
        var child = index + 1;
        for (; position > 0; position--)
        {
            child = tokens[child].Next;
        }

        return ValueAt(child);
    }

    public string TextAt(int index)
    {
        ref readonly var token = ref tokens[index];
        var text = Utf8Text.Decode(Raw(token));
        if (!token.IsEscaped)
        {
            return text;
        }

        JsonEscapes.TryUnescape(text, out var result);
        return result;
    }

    /// <summary>The UTF-8 of a string, when it can be had without making one.</summary>
    public bool TryUtf8(int index, out ReadOnlySpan<byte> utf8)
    {
        ref readonly var token = ref tokens[index];
        utf8 = Raw(token);
        return !token.IsEscaped;
    }

    /// <summary>A scalar as jq prints it, when it stands like that in the document.</summary>
    public bool TryPrinted(int index, out ReadOnlySpan<byte> printed)
    {
        ref readonly var token = ref tokens[index];
        printed = Raw(token);
        switch (token.Kind)
        {
            case TokenKind.Null or TokenKind.True or TokenKind.False:
                return true;
            case TokenKind.Number:
                return NumberReader.IsPrintedAsWritten(printed);
            case TokenKind.Text when !token.IsEscaped && !printed.Contains(Delete) && Utf8.IsValid(printed):
                printed = Json.Slice(token.Start - 1, token.Length + 2);
                return true;
            default:
                return false;
        }
    }

    public JqArray ToArray(int index)
    {
        var items = new JqValue[tokens[index].Length];
        var child = index + 1;
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = ValueAt(child);
            child = tokens[child].Next;
        }

        return JqArray.Own(items);
    }

    public JqObject ToObject(int index)
    {
        var count = tokens[index].Length;
        var builder = new ObjectBuilder(count);
        var child = index + 1;
        for (; count > 0; count--)
        {
            builder.Set(TextAt(child), ValueAt(child + 1));
            child = tokens[child + 1].Next;
        }

        return builder.Build();
    }

    /// <summary>Whether a string that is not escaped has the text.</summary>
    public static bool SameText(ReadOnlySpan<byte> utf8, string text) =>
        utf8.Length == text.Length
            ? Ascii.Equals(utf8, text)
            : utf8.Length > text.Length && Encoding.UTF8.GetByteCount(text) == utf8.Length && Encoding.UTF8.GetString(utf8) == text;

    private JqArray LongArray(int index) => LazyInitializer.EnsureInitialized(ref _longArrays).GetOrAdd(index, ToArray);

    private bool KeyEquals(in Token token, string key) => SameText(Raw(token), key);

    private ReadOnlySpan<byte> Raw(in Token token) => Json.Slice(token.Start, token.Length);

    internal enum TokenKind : byte
    {
        Null,
        False,
        True,
        Number,
        Text,
        Array,
        Object,
    }

    /// <summary>A token: where it lies, how long it is (or how many children it has) and where the next one is.</summary>
    internal struct Token(TokenKind kind, int start, int length, bool isEscaped)
    {
        private const int NextBits = 28;

        private uint _packed = ((uint)kind << (NextBits + 1)) | (isEscaped ? 1u << NextBits : 0);

        public readonly int Start => start;

        public int Length { get; set; } = length;

        public readonly TokenKind Kind => (TokenKind)(_packed >> (NextBits + 1));

        public readonly bool IsEscaped => (_packed & (1u << NextBits)) != 0;

        public int Next
        {
            readonly get => (int)(_packed & ((1u << NextBits) - 1));
            set => _packed = (_packed & ~((1u << NextBits) - 1)) | (uint)value;
        }
    }
}
