namespace Pipeline.Jq.Values;

/// <summary>What a <see cref="JqValue"/> refers to when it is not null and not a plain string.</summary>
internal abstract class Node(JqKind kind)
{
    public JqKind Kind { get; } = kind;
}
