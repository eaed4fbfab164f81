namespace Pipeline.Jq.Regexes.Syntax;

/// <summary>A reference to a group that may come later in the pattern.</summary>
/// <param name="Name">The name or number as written.</param>
/// <param name="GroupsSoFar">How many groups were opened before it, for relative numbers.</param>
/// <param name="IsCall">Whether the group's expression is meant, not what it captured.</param>
/// <param name="IgnoreCase">Whether the case of what was captured does not matter.</param>
internal sealed record UnresolvedReference(string Name, int GroupsSoFar, bool IsCall, bool IgnoreCase) : RegexNode;
