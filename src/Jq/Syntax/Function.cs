namespace Pipeline.Jq.Syntax;

/// <summary>A definition: <c>def name(parameters): body;</c>.</summary>
internal sealed record Function(string Name, IReadOnlyList<Parameter> Parameters, Ast Body)
{
    public string Signature => $"{Name}/{Parameters.Count}";
}

/// <summary>A parameter: a closure, or with <c>$</c> a value as well.</summary>
internal sealed record Parameter(string Name, bool IsValue);
