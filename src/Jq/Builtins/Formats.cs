using System.Text;
using Pipeline.Jq.Execution;
using Pipeline.Jq.Values;

namespace Pipeline.Jq.Builtins;

/// <summary>The formats <c>@text</c>, <c>@json</c>, <c>@csv</c> … as one function of the value and the format's name.</summary>
internal static class Formats
{
    // How much of a text is escaped before the memory is looked at.
    private const int Piece = 64 * 1024;

    public static Flow Apply(Machine machine, JqValue input, ReadOnlySpan<JqValue> arguments, out JqValue output)
    {
        output = default;
        if (!arguments[0].IsString)
        {
            return machine.Fail(arguments[0], "is not a valid format");
        }

        var value = input;
        var flow = arguments[0].Text switch
        {
            "text" => Text(machine, value, out output),
            "json" => ConversionBuiltins.ToJson(machine, value, out output),
            "csv" => RowFormats.Csv(machine, value, out output),
            "tsv" => RowFormats.Tsv(machine, value, out output),
            "html" => Escaped(machine, value, Html, out output),
            "uri" => Escaped(machine, value, UriText.Encode, out output),
            "urid" => Decoded(machine, value, UriText.TryDecode, "is not a valid uri encoding", out output),
            "sh" => RowFormats.Shell(machine, value, out output),
            "base64" => Whole(machine, value, static text => Convert.ToBase64String(Encoding.UTF8.GetBytes(text)), out output),
            "base64d" => Base64Decoded(machine, value, out output),
            "base32" => Whole(machine, value, static text => Base32.Encode(Encoding.UTF8.GetBytes(text)), out output),
            "base32d" => Decoded(machine, value, Base32.TryDecode, "is not valid base32 data", out output),
            var other => machine.Fail($"{other} is not a valid format"),
        };
        return flow == Flow.Done && !machine.Meter.Take(output.Text.Length * 2L) ? Flow.Abort : flow;
    }

    private static Flow ToText(Machine machine, JqValue value, out string text)
    {
        if (value.IsString)
        {
            text = value.Text;
            return Flow.Done;
        }

        text = JsonText.WriteStart(value, machine.Meter.WritableBytes, out var bytes);
        return machine.Meter.Wrote(bytes) ? Flow.Done : Flow.Abort;
    }

    private static Flow Text(Machine machine, JqValue value, out JqValue output)
    {
        var flow = ToText(machine, value, out var text);
        output = new(text);
        return flow;
    }

    private static Flow Whole(Machine machine, JqValue value, Func<string, string> encode, out JqValue output)
    {
        output = default;
        var flow = ToText(machine, value, out var text);
        if (flow == Flow.Done && machine.Meter.Take(text.Length * 2L))
        {
            output = new(encode(text));
            return Flow.Done;
        }

        return Flow.Abort;
    }

    private static Flow Escaped(Machine machine, JqValue value, Func<string, string> escape, out JqValue output)
    {
        output = default;
        var flow = ToText(machine, value, out var text);
        if (flow != Flow.Done || !TryEscape(machine, text, escape, out var escaped))
        {
            return Flow.Abort;
        }

        output = new(escaped);
        return Flow.Done;
    }

    // Piece by piece, as escapes may make the text many times as long.
    private static bool TryEscape(Machine machine, string text, Func<string, string> escape, out string escaped)
    {
        if (text.Length <= Piece)
        {
            escaped = escape(text);
            return true;
        }

        var output = new StringBuilder();
        for (var at = 0; at < text.Length && output.Length <= machine.Meter.Room;)
        {
            var length = Math.Min(Piece, text.Length - at);
            length -= at + length < text.Length && char.IsHighSurrogate(text[at + length - 1]) ? 1 : 0;
            output.Append(escape(text.Substring(at, length)));
            at += length;
        }

        escaped = output.Length <= machine.Meter.Room ? output.ToString() : "";
        return escaped.Length > 0 || machine.Meter.Take(output.Length * 2L);
    }

    private static Flow Decoded(Machine machine, JqValue value, Func<string, string?> decode, string problem, out JqValue output)
    {
        output = default;
        if (ToText(machine, value, out var text) != Flow.Done || !machine.Meter.Take(text.Length))
        {
            return Flow.Abort;
        }

        var decoded = decode(text);
        output = new(decoded ?? "");
        return decoded is not null ? Flow.Done : machine.Fail(new JqValue(text), problem);
    }

    private static Flow Base64Decoded(Machine machine, JqValue value, out JqValue output)
    {
        output = default;
        if (ToText(machine, value, out var text) != Flow.Done || !machine.Meter.Take(text.Length))
        {
            return Flow.Abort;
        }

        var problem = Base64.TryDecode(text, out var decoded);
        output = new(decoded);
        return problem is null ? Flow.Done : machine.Fail(new JqValue(text), problem);
    }

    // jq's table of escapes has one for it in every format that uses the table.
    internal static string NulAsEscape(string text) => text.Replace("\0", "\\0", StringComparison.Ordinal);

    private static string Html(string text)
    {
        var output = new StringBuilder(text.Length);
        foreach (var unit in NulAsEscape(text))
        {
            _ = unit switch
            {
                '<' => output.Append("&lt;"),
                '>' => output.Append("&gt;"),
                '&' => output.Append("&amp;"),
                '\'' => output.Append("&apos;"),
                '"' => output.Append("&quot;"),
                _ => output.Append(unit),
            };
        }

        return output.ToString();
    }
}
