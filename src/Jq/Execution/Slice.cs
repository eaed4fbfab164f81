using Pipeline.Jq.Values;

namespace Pipeline.Jq.Execution;

/// <summary>Slices: their bounds, reading and writing. A slice key is an object with start and end.</summary>
internal static class Slice
{
    public static JqValue Key(JqValue start, JqValue end)
    {
        var key = new ObjectBuilder(2);
        key.Set("start", start);
        key.Set("end", end);
        return new(key.Build());
    }

    public static Flow Get(Machine machine, JqValue target, JqObject key, out JqValue output)
    {
        output = default;
        var length = target.IsArray ? target.Array.Count : Unicode.Length(target.Text);
        if (!TryBounds(key, length, out var start, out var end))
        {
            return machine.Fail("Array/string slice indices must be integers");
        }

        output = target.IsArray ? new(target.Array.Slice(start, end)) : new(Apart(Cut(target.Text, length, start, end), target.Text));
        return Flow.Done;
    }

    // To jq a slice of a string is another string even where it is the whole: paths can tell.
    private static string Apart(string slice, string whole) => ReferenceEquals(slice, whole) ? new string(slice.AsSpan()) : slice;

    public static Flow Set(Machine machine, JqArray target, JqObject key, JqValue value, out JqValue output)
    {
        output = default;
        if (!TryBounds(key, target.Count, out var start, out var end))
        {
            return machine.Fail("Array/string slice indices must be integers");
        }

        if (!value.IsArray)
        {
            return machine.Fail("A slice of an array can only be assigned another array");
        }

        var inserted = value.Array;
        var result = new JqValue[target.Count - (end - start) + inserted.Count];
        target.Span[..start].CopyTo(result);
        inserted.Span.CopyTo(result.AsSpan(start));
        target.Span[end..].CopyTo(result.AsSpan(start + inserted.Count));
        output = new(JqArray.Own(result));
        return machine.Meter.Take(result.Length * Machine.ItemBytes) ? Flow.Done : Flow.Abort;
    }

    /// <summary>Bounds within the length, start rounded down and end rounded up, end not before start.</summary>
    public static bool TryBounds(JqObject key, int length, out int start, out int end)
    {
        (start, end) = (0, length);
        if (!key.TryGet("start", out var from) || !key.TryGet("end", out var to)
            || !(from.IsNull || from.IsNumber) || !(to.IsNull || to.IsNumber))
        {
            return false;
        }

        var low = from.IsNull || double.IsNaN(from.Number) ? 0 : from.Number;
        var high = to.IsNull || double.IsNaN(to.Number) ? length : to.Number;
        low += low < 0 ? length : 0;
        high += high < 0 ? length : 0;
        low = Math.Clamp(low, 0, length);
        high = Math.Clamp(high, 0, length);
        start = (int)low;
        end = Math.Max(start, Math.Min(length, (int)Math.Ceiling(high)));
        return true;
    }

    private static string Cut(string text, int length, int start, int end)
    {
        if (start >= end)
        {
            return "";
        }

        if (length == text.Length)
        {
            return text[start..end];
        }

        var from = Unicode.Offset(text, start);
        return text[from..(from + Unicode.Offset(text.AsSpan(from), end - start))];
    }
}
