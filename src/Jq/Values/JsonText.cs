using System.Globalization;
using System.Text;

namespace Pipeline.Jq.Values;

/// <summary>Writes values as jq prints them, without recursion, so that depth costs no stack.</summary>
internal static class JsonText
{
    // MAX_PRINT_DEPTH of jq's jv_print.c.
    private const int MaxDepth = 10_000;

    private const string TooDeep = "<skipped: too deep>";

    public static string Write(JqValue value) => Write(value, JqTextFormat.Compact);

    public static string Write(JqValue value, JqTextFormat format)
    {
        var text = new StringBuilder();
        Write(text, value, format, int.MaxValue);
        return format.AsciiOnly ? Ascii(text.ToString()) : text.ToString();
    }

    /// <summary>Compact text, given up soon after the limit: error messages need only its beginning.</summary>
    public static string WriteStart(JqValue value, int limit)
    {
        var text = new StringBuilder();
        Write(text, value, JqTextFormat.Compact, limit);
        return text.ToString();
    }

    public static void Quote(StringBuilder text, ReadOnlySpan<char> value)
    {
        text.Append('"');
        var start = 0;
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] is >= ' ' and not ('"' or '\\' or '\x7f'))
            {
                continue;
            }

            text.Append(value[start..i]);
            Escape(text, value[i]);
            start = i + 1;
        }

        text.Append(value[start..]).Append('"');
    }

    private static void Escape(StringBuilder text, char unit) => _ = unit switch
    {
        '"' => text.Append("\\\""),
        '\\' => text.Append("\\\\"),
        '\n' => text.Append("\\n"),
        '\t' => text.Append("\\t"),
        '\r' => text.Append("\\r"),
        '\b' => text.Append("\\b"),
        '\f' => text.Append("\\f"),
        _ => text.Append($"\\u{(int)unit:x4}"),
    };

    // Characters beyond ASCII are in strings only, where they may stand as escapes.
    private static string Ascii(string json)
    {
        var text = new StringBuilder(json.Length);
        foreach (var unit in json)
        {
            _ = char.IsAscii(unit) ? text.Append(unit) : text.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}");
        }

        return text.ToString();
    }

    private static void Write(StringBuilder text, JqValue root, JqTextFormat format, int limit)
    {
        if (!WriteScalar(text, root))
        {
            return;
        }

        var open = new Stack<Level>();
        open.Push(Enter(text, root, format.SortKeys));
        while (open.TryPop(out var level) && text.Length <= limit)
        {
            if (level.Next == level.Container.Count)
            {
                NewLine(text, format.Indent, level.Next == 0 ? -1 : open.Count);
                text.Append(level.Container.IsArray ? ']' : '}');
                continue;
            }

            text.Append(level.Next == 0 ? "" : ",");
            NewLine(text, format.Indent, open.Count + 1);
            var item = level.Take(text, format.Indent is not null);
            open.Push(level);
            if (open.Count > MaxDepth)
            {
                text.Append(TooDeep);
            }
            else if (WriteScalar(text, item))
            {
                open.Push(Enter(text, item, format.SortKeys));
            }
        }
    }

    /// <summary>Writes anything but a filled container; true when the value is one.</summary>
    private static bool WriteScalar(StringBuilder text, JqValue value)
    {
        switch (value.Kind)
        {
            case JqKind.Null:
                text.Append("null");
                return false;
            case JqKind.Boolean:
                text.Append(value.IsTruthy ? "true" : "false");
                return false;
            case JqKind.Number:
                text.Append(NumberText.Format(value));
                return false;
            case JqKind.String:
                Quote(text, value.Text);
                return false;
            default:
                return true;
        }
    }

    private static Level Enter(StringBuilder text, JqValue container, bool sortKeys)
    {
        text.Append(container.IsArray ? '[' : '{');
        return new Level(container, sortKeys && container.IsObject ? container.Object.SortedOrder() : null);
    }

    private static void NewLine(StringBuilder text, string? indent, int depth)
    {
        if (indent is not null && depth >= 0)
        {
            text.Append('\n').Insert(text.Length, indent, depth);
        }
    }

    private struct Level(JqValue container, int[]? order)
    {
        public readonly JqValue Container => container;

        public int Next { get; private set; }

        public JqValue Take(StringBuilder text, bool spaced)
        {
            var index = Next++;
            if (container.IsArray)
            {
                return container.Array[index];
            }

            var place = order is null ? index : order[index];
            Quote(text, container.Object.KeyAt(place));
            text.Append(spaced ? ": " : ":");
            return container.Object.ValueAt(place);
        }
    }
}
