namespace Pipeline.Jq.Fuzz.Differential;

/// <summary>A program and the documents it runs over.</summary>
/// <param name="Program">The jq program.</param>
/// <param name="Inputs">JSON documents, one a line.</param>
internal sealed record Case(string Program, IReadOnlyList<string> Inputs);
