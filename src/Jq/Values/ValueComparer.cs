using Pipeline.Jq.Execution;

namespace Pipeline.Jq.Values;

/// <summary>jq's equality and total order.</summary>
internal static class ValueComparer
{
    /// <summary>jq compares, merges and searches values nested up to this deep.</summary>
    public const int MaxDepth = 10_000;

    public static readonly Comparison<JqValue> Order = static (left, right) => Compare(left, right);

    /// <summary>Equality for values that come from outside of a program; those nested too deeply count as different.</summary>
    public static bool AreEqual(JqValue left, JqValue right) => TryEqual(left, right) == true;

    /// <summary>Order for values that come from outside of a program; those nested too deeply count as equal.</summary>
    public static int Compare(JqValue left, JqValue right) => TryCompare(left, right) ?? 0;

    /// <summary>Null when both are nested too deeply, or the budget ended.</summary>
    public static bool? TryEqual(JqValue left, JqValue right, Meter? meter = null)
    {
        var kind = left.Kind;
        if (kind != right.Kind)
        {
            return false;
        }

        return kind switch
        {
            JqKind.Null => true,
            JqKind.Boolean => left.IsTruthy == right.IsTruthy,
            JqKind.Number => NumbersEqual(left, right),
            JqKind.String => Scan(left, right, meter) ? TextsEqual(left, right) : null,
            _ => new DeepEquality(meter).Check(left, right, 0),
        };
    }

    /// <summary>Null when both are nested too deeply, or the budget ended.</summary>
    public static int? TryCompare(JqValue left, JqValue right, Meter? meter = null)
    {
        if (left.Kind >= JqKind.Array && left.Kind == right.Kind)
        {
            var order = new DeepOrder(meter);
            var result = order.Compare(left, right, 0);
            return order.IsTooDeep ? null : result;
        }

        return left.IsString && right.IsString && !Scan(left, right, meter) ? null : CompareScalars(left, right);
    }

    // Only what was made by the program is counted: a document is as long as it is, and its texts are read anyway.
    private static bool Scan(JqValue left, JqValue right, Meter? meter) =>
        meter is null || left.Reference is not string text || right.Reference is not string other || meter.Scan(Math.Min(text.Length, other.Length));

    public static int Hash(JqValue value) => value.Kind switch
    {
        JqKind.Boolean => value.IsTruthy ? 1 : 2,
        JqKind.Number => value.Number.GetHashCode(),
        JqKind.String => value.Text.GetHashCode(StringComparison.Ordinal),
        var kind => HashCode.Combine(kind, value.Count),
    };

    /// <summary>Orders all but two arrays or two objects.</summary>
    internal static int CompareScalars(JqValue left, JqValue right)
    {
        var rank = Rank(left).CompareTo(Rank(right));
        return rank != 0 ? rank : left.Kind switch
        {
            JqKind.Number => CompareNumbers(left, right),
            JqKind.String => CodePointComparer.Compare(left.Text, right.Text),
            _ => 0,
        };
    }

    private static bool TextsEqual(JqValue left, JqValue right)
    {
        if (left.Tape is { } tape && tape.TryUtf8(left.TapeIndex, out var leftUtf8))
        {
            return right.Tape is { } other && other.TryUtf8(right.TapeIndex, out var rightUtf8)
                ? leftUtf8.SequenceEqual(rightUtf8)
                : JsonTape.SameText(leftUtf8, right.Text);
        }

        return right.Tape is not null ? TextsEqual(right, new JqValue(left.Text)) : left.Text == right.Text;
    }

    internal static bool NumbersEqual(JqValue left, JqValue right) =>
        left.Number == right.Number && CompareAsWritten(left, right) == 0;

    // nan sorts below every number, itself included.
    private static int CompareNumbers(JqValue left, JqValue right)
    {
        var (a, b) = (left.Number, right.Number);
        return a < b || double.IsNaN(a) ? -1 : a == b ? CompareAsWritten(left, right) : 1;
    }

    // Literals beyond a double compare exactly. What differs as a double differs as written: only equal ones are looked at.
    private static int CompareAsWritten(JqValue left, JqValue right) =>
        !ReferenceEquals(left.Literal, right.Literal) && NumberReader.AsWritten(left) is { } a && NumberReader.AsWritten(right) is { } b
            ? a.CompareTo(b)
            : 0;

    private static int Rank(JqValue value) =>
        value.Kind switch { JqKind.Null => 0, JqKind.Boolean => value.IsTruthy ? 2 : 1, var kind => (int)kind + 1 };
}
