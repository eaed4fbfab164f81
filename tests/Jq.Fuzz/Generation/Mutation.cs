using System.Text;
using System.Text.RegularExpressions;

namespace Pipeline.Jq.Fuzz.Generation;

/// <summary>Makes a faulty program of a good one: what the compiler says of it is compared as well.</summary>
internal static partial class Mutation
{
    private static readonly string[] Tokens =
    [
        ".", "..", "|", ",", ";", ":", "(", ")", "[", "]", "{", "}", "?", "?//", "//", "//=", "=", "|=", "+=", "==", "<", "+", "-", "*", "/", "%",
        "and", "or", "not", "if", "then", "else", "elif", "end", "as", "def", "reduce", "foreach", "try", "catch", "label", "break", "import", "include",
        "__loc__", "$__loc__", "$x", "$", "@json", "@", "\"", "\"\\(", "\\", "1", "1.5", "1e", "\"a\"", ".a", ".[", "a", "f", "empty", "#", "\n", "\t", "~", "&", "^", "!=", "`", "'", "é", "<=", "::", "a::b",
    ];

    public static string Of(string program, Dice dice)
    {
        var tokens = Token().Matches(program).Select(static match => match.Value).ToList();
        for (var left = 1 + dice.Below(2); left > 0; left--)
        {
            var at = dice.Below(tokens.Count + 1);
            switch (dice.Below(4))
            {
                case 0 when at < tokens.Count:
                    tokens.RemoveAt(at);
                    break;
                case 1 when at < tokens.Count:
                    tokens[at] = dice.Pick(Tokens);
                    break;
                case 2 when at + 1 < tokens.Count:
                    (tokens[at], tokens[at + 1]) = (tokens[at + 1], tokens[at]);
                    break;
                default:
                    tokens.Insert(at, dice.Pick(Tokens));
                    break;
            }
        }

        var mutant = string.Join(dice.Chance(0.3) ? " " : "", tokens);
        return Whole(mutant.StartsWith('-') ? " " + mutant : mutant);
    }

    // Half a character cannot be handed over to jq.
    private static string Whole(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    /// <summary>Damages a JSON document.</summary>
    public static string OfJson(string json, Dice dice)
    {
        var at = dice.Below(json.Length + 1);
        return dice.Below(3) switch
        {
            0 => json[..at],
            1 when at < json.Length => json.Remove(at, 1),
            _ => json.Insert(at, dice.Pick(["\"", "\\", ",", ":", "[", "]", "{", "}", "1", "-", ".", "e", "n", "nan", "\t", "\u0001", "'", "/", "tru", "\ufeff"])),
        };
    }

    [GeneratedRegex("\"(?:[^\"\\\\]|\\\\.)*\"|[$@.]?[A-Za-z_]\\w*|\\d+|\\?//=?|[|/+*%<>=!-]?=|\\s+|.", RegexOptions.Singleline)]
    private static partial Regex Token();
}
