using System.Text.RegularExpressions;

namespace Pipeline.Mapper.Compilation;

/// <summary>
/// Lets users write jq strings with single quotes, which need no escape in JSON and YAML: a single quote that borders
/// on a blank or on an end of the expression becomes a double one. Blanks are kept, so positions stay true.
/// </summary>
internal static partial class QuoteRule
{
    public static string Apply(string expression) => BorderQuotes().Replace(expression, "$1\"$2");

    [GeneratedRegex("""(^|\s)'(?!\s|")|(?<!\s|")'(\s|$)""", RegexOptions.CultureInvariant)]
    private static partial Regex BorderQuotes();
}
