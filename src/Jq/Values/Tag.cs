namespace Pipeline.Jq.Values;

/// <summary>Marks the values that need no storage of their own: true, false and numbers that their double says all about.</summary>
internal sealed class Tag : Node
{
    public static readonly Tag True = new(JqKind.Boolean);
    public static readonly Tag False = new(JqKind.Boolean);

    /// <summary>A number that was computed: jq compares it as a double.</summary>
    public static readonly Tag Number = new(JqKind.Number);

    /// <summary>A number that was written, in the document or the program: jq compares two of them as decimals.</summary>
    public static readonly Tag Written = new(JqKind.Number);

    private Tag(JqKind kind)
        : base(kind)
    {
    }
}
