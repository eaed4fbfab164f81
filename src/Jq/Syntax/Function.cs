namespace Pipeline.Jq.Syntax;

/// <summary>A definition: <c>def name(parameters): body;</c>.</summary>
internal sealed record Function(string Name, IReadOnlyList<Parameter> Parameters, Ast Body)
{
    public string Signature => $"{Name}/{Parameters.Count}";
}
