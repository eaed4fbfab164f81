using System.Globalization;

namespace Pipeline.Jq.Regexes;

/// <summary>A pattern in .NET's syntax and the names of its groups, from the first.</summary>
internal sealed record TranslatedPattern(string Pattern, string?[] GroupNames)
{
    /// <summary>The same pattern, matching only from the start to the very end of what it is given.</summary>
    public string Whole { get; } = string.Create(CultureInfo.InvariantCulture, $"\\G(?:{Pattern})\\z");
}
