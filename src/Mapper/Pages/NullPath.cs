using System.Text.RegularExpressions;
using Pipeline.Jq;

namespace Pipeline.Mapper.Pages;

/// <summary>Explains why a plain path such as <c>.Properties.Tags</c> leads to null.</summary>
internal static partial class NullPath
{
    public static string Explain(string expression, JqValue input)
    {
        if (!PlainPath().IsMatch(expression))
        {
            return "null";
        }

        var (value, path) = (input, string.Empty);
        foreach (var key in expression.Trim().Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            if (value.Kind != JqKind.Object)
            {
                return $"null: {Name(path)} is null";
            }

            if (!value.TryGetProperty(key, out var next))
            {
                return $"null: {Name(path)} has no {key}{Hint(value, key)}";
            }

            (value, path) = (next, $"{path}.{key}");
        }

        return $"null: {Name(path)} is null";
    }

    private static string Name(string path) => path.Length == 0 ? "the resource" : path;

    private static string Hint(JqValue value, string key)
    {
        var twin = value.EnumerateObject().Select(member => member.Key).FirstOrDefault(name => name.Equals(key, StringComparison.OrdinalIgnoreCase));
        return twin is null ? string.Empty : $", but {twin}";
    }

    [GeneratedRegex(@"^\s*(\.[A-Za-z_]\w*)+\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex PlainPath();
}
