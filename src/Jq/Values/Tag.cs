namespace Pipeline.Jq.Values;

/// <summary>Marks the values that need no storage of their own: true, false and plain doubles.</summary>
internal sealed class Tag : Node
{
    public static readonly Tag True = new(JqKind.Boolean);
    public static readonly Tag False = new(JqKind.Boolean);
    public static readonly Tag Number = new(JqKind.Number);

    private Tag(JqKind kind)
        : base(kind)
    {
    }
}
