using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Pipeline.Jq.Values;

/// <summary>Numbers and strings, and the buffer that everything goes to.</summary>
internal sealed partial class JsonWriter
{
    // The longest text of a number without a literal.
    private const int MaxNumberBytes = 32;

    private static readonly SearchValues<char> Escaped = SearchValues.Create([.. Enumerable.Range(0, ' ').Select(static unit => (char)unit), '"', '\\', '\x7f']);

    private void WriteNumber(JqValue value)
    {
        if (value.Literal is null && value.Number is > -1e15 and < 1e15 && value.Number == Math.Truncate(value.Number) && (value.Number != 0 || !double.IsNegative(value.Number)))
        {
            Utf8Formatter.TryFormat((long)value.Number, Room(MaxNumberBytes), out var written);
            _length += written;
            return;
        }

        Append(NumberText.Format(value));
    }

    private void Quote(ReadOnlySpan<char> value)
    {
        Append((byte)'"');
        for (var stop = value.IndexOfAny(Escaped); stop >= 0; stop = value.IndexOfAny(Escaped))
        {
            Append(value[..stop]);
            Escape(value[stop]);
            value = value[(stop + 1)..];
        }

        Append(value);
        Append((byte)'"');
    }

    private void Escape(char unit)
    {
        var letter = unit switch { '"' => '"', '\\' => '\\', '\n' => 'n', '\t' => 't', '\r' => 'r', '\b' => 'b', '\f' => 'f', _ => '\0' };
        Append((byte)'\\');
        if (letter != '\0')
        {
            Append((byte)letter);
            return;
        }

        Append((byte)'u');
        Utf8Formatter.TryFormat(unit, Room(4), out var written, new StandardFormat('x', 4));
        _length += written;
    }

    private void Append(byte one)
    {
        if (_length == _text.Length)
        {
            Room(1);
        }

        _text[_length++] = one;
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(bytes.Length));
        _length += bytes.Length;
    }

    private void Append(ReadOnlySpan<char> text) =>
        _length += Encoding.UTF8.GetBytes(text, Room(text.Length <= _text.Length / 4 ? text.Length * 3 : Encoding.UTF8.GetByteCount(text)));

    private Span<byte> Room(int bytes)
    {
        if (_text.Length - _length < bytes)
        {
            Array.Resize(ref _text, (int)Math.Min(int.MaxValue, Math.Max(Math.Min(_text.Length * 2L, Array.MaxLength), (long)_length + bytes)));
        }

        return _text.AsSpan(_length);
    }
}
