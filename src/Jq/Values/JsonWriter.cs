namespace Pipeline.Jq.Values;

/// <summary>
/// Writes a value as UTF-8 as jq prints it, without recursion, so that depth costs no stack. What is still a part of
/// its document is copied from there as long as jq would print it the same.
/// </summary>
internal sealed partial class JsonWriter
{
    // MAX_PRINT_DEPTH of jq's jv_print.c.
    private const int MaxDepth = 10_000;

    // A thread keeps what it wrote into for the next value, unless it is this large.
    private const int MaxKept = 1024 * 1024;

    [ThreadStatic]
    private static JsonWriter? _idle;

    private byte[] _text = new byte[1024];
    private JsonWriterLevel[] _open = new JsonWriterLevel[16];
    private int _length;
    private int _depth;
    private JqTextFormat _format = JqTextFormat.Compact;

    public ReadOnlySpan<byte> Text => _text.AsSpan(0, _length);

    /// <summary>Writes the value, or its beginning until soon after the limit of bytes. <see cref="Release"/> gives the writer back.</summary>
    public static JsonWriter Write(JqValue value, JqTextFormat format, long limit)
    {
        var writer = _idle ?? new JsonWriter();
        _idle = null;
        (writer._format, writer._length, writer._depth) = (format, 0, 0);
        writer.WriteValue(value);
        while (writer._depth > 0 && writer._length <= limit)
        {
            writer.WriteNext();
        }

        return writer;
    }

    public void Release()
    {
        Array.Clear(_open, 0, Math.Min(_open.Length, _depth + 1));
        _idle = _text.Length <= MaxKept && _open.Length <= MaxDepth ? this : null;
    }

    // The next item of the innermost container, or its end.
    private void WriteNext()
    {
        ref var level = ref _open[_depth - 1];
        if (level.IsAtEnd)
        {
            _depth--;
            NewLine(level.Next == 0 ? -1 : _depth);
            Append(level.IsArray ? (byte)']' : (byte)'}');
            level = default;
            return;
        }

        if (level.Next > 0)
        {
            Append((byte)',');
        }

        NewLine(_depth);
        WriteItem(ref level);
    }

    private void WriteItem(ref JsonWriterLevel level)
    {
        if (!level.IsArray)
        {
            WriteKey(ref level);
            Append(_format.Indent is null ? ":"u8 : ": "u8);
        }

        if (_depth > MaxDepth)
        {
            Append("<skipped: too deep>"u8);
            level.Skip();
        }
        else if (level.TryTakePrinted(out var printed))
        {
            Append(printed);
        }
        else
        {
            WriteValue(level.Take());
        }
    }

    private void WriteKey(ref JsonWriterLevel level)
    {
        if (level.TryPrintedKey(out var printed))
        {
            Append(printed);
            return;
        }

        Quote(level.Key);
    }

    // A scalar, or the beginning of a container.
    private void WriteValue(JqValue value)
    {
        switch (value.Kind)
        {
            case JqKind.Null:
                Append("null"u8);
                break;
            case JqKind.Boolean:
                Append(value.IsTruthy ? "true"u8 : "false"u8);
                break;
            case JqKind.Number:
                WriteNumber(value);
                break;
            case JqKind.String when value.Tape is { } tape && tape.TryPrinted(value.TapeIndex, out var printed):
                Append(printed);
                break;
            case JqKind.String:
                Quote(value.Text);
                break;
            default:
                Enter(value);
                break;
        }
    }

    private void Enter(JqValue container)
    {
        Append(container.IsArray ? (byte)'[' : (byte)'{');
        if (_depth == _open.Length)
        {
            Array.Resize(ref _open, _depth * 2);
        }

        _open[_depth++] = new JsonWriterLevel(container, _format.SortKeys);
    }

    private void NewLine(int depth)
    {
        if (_format.Indent is not { } indent || depth < 0)
        {
            return;
        }

        Append((byte)'\n');
        for (; depth > 0; depth--)
        {
            Append(indent);
        }
    }
}
