using System.Text.RegularExpressions;

namespace Pipeline.Mapper.Compilation;

/// <summary>
/// Finds, by the text of an <c>itemsToParse</c> expression, the path that is taken out of the resource which its items
/// are put beside. Textual on purpose: mappings in use depend on what this rule leaves behind, such as the rest of an
/// array that <c>.Properties.Tags[0:3]</c> cuts.
/// </summary>
internal static partial class DeletionPath
{
    /// <summary>The path for <c>del()</c>; null when the expression has no simple one.</summary>
    public static string? Of(string itemsToParse)
    {
        foreach (var segment in Inner(itemsToParse.Trim()).Split('|', StringSplitOptions.TrimEntries))
        {
            if (segment is "." || segment.StartsWith('$') || Binding().IsMatch(segment))
            {
                continue;
            }

            if (SimplePath().Match(segment) is { Success: true } path)
            {
                return path.Value;
            }
        }

        return null;
    }

    private static string Inner(string expression)
    {
        var end = expression.IndexOf(')', StringComparison.Ordinal);
        return expression.StartsWith('(') && end > 0 ? expression[1..end] : expression;
    }

    [GeneratedRegex(@"^\.\s+as\s+\$\w+", RegexOptions.CultureInvariant)]
    private static partial Regex Binding();

    [GeneratedRegex(@"^(\.[\w]+|\.\[[^\]]+\])(\.[\w]+|\[[^\]]+\]|\.\[[^\]]+\])*", RegexOptions.CultureInvariant)]
    private static partial Regex SimplePath();
}
