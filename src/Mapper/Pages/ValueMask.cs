using Pipeline.Jq;

namespace Pipeline.Mapper.Pages;

/// <summary>Takes the values out of what is said about them.</summary>
internal static class ValueMask
{
    private const string OfOther = "(not a string)";

    /// <summary>
    /// A jq error without the values it quotes. jq writes them in brackets after their type, or in quotes, and cuts them
    /// anywhere: so all from the first of either to the last is left out.
    /// </summary>
    public static string Of(string message)
    {
        if (message.IndexOf(OfOther, StringComparison.Ordinal) is var raised and >= 0)
        {
            return string.Concat(message.AsSpan(0, raised), "a value that is not a string was raised");
        }

        var first = message.AsSpan().IndexOfAny('(', '"');
        var last = message.AsSpan().LastIndexOfAny(')', '"');
        if (first < 0)
        {
            return message;
        }

        var rest = last > first ? message[(last + 1)..] : string.Empty;
        return string.Concat(message.AsSpan(0, first), "(…)", rest);
    }

    /// <summary>What stands for a value of a kind. Null is all there is of its kind.</summary>
    public static string NameOf(JqKind kind) => kind switch
    {
        JqKind.Null => "null",
        JqKind.String => "a string",
        JqKind.Number => "a number",
        JqKind.Array => "an array",
        JqKind.Object => "an object",
        _ => "a boolean",
    };
}
