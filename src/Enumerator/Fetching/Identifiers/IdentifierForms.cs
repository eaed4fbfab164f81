using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Pipeline.Enumerator.Fetching.Identifiers;

/// <summary>
/// Turns what an event calls a resource (its name, its ARN, its URL) into what listing identifies it by. The rules are
/// data: by kind, patterns in order, and what the first that matches makes of the text.
/// </summary>
internal static class IdentifierForms
{
    private const string ArnMark = "ARN:";
    private const string ArnPattern = "^arn:[^:]+:[^:]+:[^:]*:[^:]*:";

    // Rules are ours, texts are not: without backtracking no text makes a pattern slow.
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.NonBacktracking;

    private static readonly FrozenDictionary<string, IReadOnlyList<Rule>> Rules = Read();

    /// <summary>The identifier, or what it may be, likeliest first; never empty.</summary>
    public static IReadOnlyList<string> Of(string identifier, IdentifierPlace place)
    {
        if (Rules.TryGetValue(place.Kind, out var rules))
        {
            return [rules.Select(rule => rule.Apply(identifier, place)).FirstOrDefault(form => form is not null) ?? identifier];
        }

        // A kind without rules is identified by its ARN or by the last part of it, and AWS knows which.
        return IsArn(identifier) && LastPart(identifier) is { Length: > 0 } last ? [identifier, last] : [identifier];
    }

    private static bool IsArn(string text) => text.StartsWith("arn:", StringComparison.Ordinal);

    private static string LastPart(string arn) => arn[(arn.LastIndexOfAny([':', '/']) + 1)..];

    private static FrozenDictionary<string, IReadOnlyList<Rule>> Read()
    {
        using var stream = typeof(IdentifierForms).Assembly.GetManifestResourceStream("identifier-forms.json")!;
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.EnumerateObject().ToFrozenDictionary(
            kind => kind.Name,
            IReadOnlyList<Rule> (kind) => [.. kind.Value.EnumerateObject().Select(rule => new Rule(Pattern(rule.Name), rule.Value.GetString()!))],
            StringComparer.Ordinal);
    }

    private static Regex Pattern(string text) =>
        new(text.StartsWith(ArnMark, StringComparison.Ordinal) ? ArnPattern + text[ArnMark.Length..] : text, Options);

    private sealed record Rule(Regex Pattern, string Form)
    {
        private static readonly Regex Variable = new("[{]([a-z0-9]+)[}]", Options);

        public string? Apply(string identifier, IdentifierPlace place)
        {
            var match = Pattern.Match(identifier);
            return match.Success ? Variable.Replace(Form, name => Value(name.Groups[1].Value, match, identifier, place)) : null;
        }

        // {0} is the whole text, though the pattern may match its beginning only.
        private static string Value(string name, Match match, string identifier, IdentifierPlace place) => name switch
        {
            "partition" => place.Partition,
            "region" => place.Region,
            "account" => place.AccountId,
            "suffix" => place.Partition == "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com",
            "0" => identifier,
            _ => match.Groups[int.Parse(name, CultureInfo.InvariantCulture)].Value,
        };
    }
}
