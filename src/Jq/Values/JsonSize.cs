namespace Pipeline.Jq.Values;

/// <summary>How long a value is as JSON, without writing it when it is plainly short enough.</summary>
internal static class JsonSize
{
    // What one UTF-16 unit takes at most: a control character's escape.
    private const int MaxBytesPerUnit = 6;

    // The longest text a double has is 24 characters.
    private const int MaxNumberBytes = 32;

    private const int MaxDepth = 64;

    public static bool Fits(JqValue value, long limit) =>
        limit == long.MaxValue || Estimate(value, limit, 0) <= limit || Exact(value, limit) <= limit;

    /// <summary>The bytes of the value as JSON; some number above the limit when it is longer.</summary>
    public static long Exact(JqValue value, long limit) => JsonText.Measure(value, limit);

    // An upper bound; more than the limit when it is not worth going on.
    private static long Estimate(JqValue value, long limit, int depth)
    {
        if (value.Tape is { } tape && tape.MaxBytes <= limit)
        {
            return tape.MaxBytes;
        }

        return value.Kind switch
        {
            JqKind.String => 2 + ((long)value.Text.Length * MaxBytesPerUnit),
            JqKind.Number => value.Literal?.Text.Length ?? MaxNumberBytes,
            JqKind.Array or JqKind.Object => EstimateItems(value, limit, depth),
            _ => "false".Length,
        };
    }

    private static long EstimateItems(JqValue value, long limit, int depth)
    {
        if (depth == MaxDepth)
        {
            return long.MaxValue;
        }

        var items = value.IsArray ? value.Array : null;
        var properties = items is null ? value.Object : null;
        var total = 2L;
        for (var i = 0; i < value.Count && total <= limit; i++)
        {
            total += properties is null ? 1 : 4 + ((long)properties.KeyAt(i).Length * MaxBytesPerUnit);
            total += Math.Min(limit, Estimate(items is null ? properties!.ValueAt(i) : items[i], limit, depth + 1));
        }

        return total;
    }
}
