namespace Pipeline.Jq.Syntax;

/// <summary>A parameter: a closure, or with <c>$</c> a value as well.</summary>
internal sealed record Parameter(string Name, bool IsValue);
