using System.Text;
using Pipeline.Jq.Execution;
using Pipeline.Jq.Values;

namespace Pipeline.Jq.Builtins;

/// <summary>Formats of an array as one line: <c>@csv</c>, <c>@tsv</c> and the words of <c>@sh</c>.</summary>
internal static class RowFormats
{
    public static Flow Csv(Machine machine, JqValue value, out JqValue output) => Row(machine, value, "csv", ",", CsvCell, out output);

    public static Flow Tsv(Machine machine, JqValue value, out JqValue output) => Row(machine, value, "tsv", "\t", TsvCell, out output);

    public static Flow Shell(Machine machine, JqValue value, out JqValue output)
    {
        output = default;
        var words = value.IsArray ? value.Array.Span.ToArray() : [value];
        var text = new StringBuilder();
        foreach (ref readonly var word in words.AsSpan())
        {
            if (word.Kind is JqKind.Array or JqKind.Object)
            {
                return machine.Fail(word, "can not be escaped for shell");
            }

            text.Append(text.Length == 0 ? "" : " ")
                .Append(word.IsString ? $"'{Formats.NulAsEscape(word.Text).Replace("'", "'\\''", StringComparison.Ordinal)}'" : JsonText.Write(word));
            if (text.Length > machine.Meter.Room)
            {
                return machine.Meter.Take(text.Length * 2L) ? Flow.Done : Flow.Abort;
            }
        }

        output = new(text.ToString());
        return Flow.Done;
    }

    private static Flow Row(Machine machine, JqValue value, string name, string separator, Func<JqValue, string?> cell, out JqValue output)
    {
        output = default;
        if (!value.IsArray)
        {
            return machine.Fail(value, $"cannot be {name}-formatted, only array");
        }

        var row = new StringBuilder();
        for (var i = 0; i < value.Count; i++)
        {
            var item = value.Array[i];
            var text = cell(item);
            if (text is null)
            {
                return machine.Fail(item, "is not valid in a csv row");
            }

            row.Append(i == 0 ? "" : separator).Append(text);
            if (row.Length > machine.Meter.Room)
            {
                return machine.Meter.Take(row.Length * 2L) ? Flow.Done : Flow.Abort;
            }
        }

        output = new(row.ToString());
        return Flow.Done;
    }

    private static string? CsvCell(JqValue item) => item.Kind switch
    {
        JqKind.String => $"\"{Formats.NulAsEscape(item.Text).Replace("\"", "\"\"", StringComparison.Ordinal)}\"",
        JqKind.Null => "",
        JqKind.Number or JqKind.Boolean => NumberOrWord(item),
        _ => null,
    };

    private static string? TsvCell(JqValue item) => item.Kind switch
    {
        JqKind.String => Formats.NulAsEscape(item.Text.Replace("\\", "\\\\", StringComparison.Ordinal)).Replace("\t", "\\t", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal),
        JqKind.Null => "",
        JqKind.Number or JqKind.Boolean => NumberOrWord(item),
        _ => null,
    };

    // Not-a-number has no text in a row.
    private static string NumberOrWord(JqValue item) =>
        item.IsNumber && double.IsNaN(item.Number) ? "" : JsonText.Write(item);
}
