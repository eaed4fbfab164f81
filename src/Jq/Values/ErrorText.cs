using System.Text;

namespace Pipeline.Jq.Values;

/// <summary>Values inside error messages: cut to what jq's fixed buffers hold.</summary>
internal static class ErrorText
{
    // ERRORMAX_TRUNC in jq: 30 bytes with the terminating zero.
    private const int MaxBytes = 29;

    /// <summary>"kind (value)", as in <c>string ("abc") cannot be negated</c>.</summary>
    public static string Describe(JqValue value) => $"{value.Kind.Name()} ({Shorten(value)})";

    /// <summary>The value's JSON, cut to 29 bytes; a cut one ends with an ellipsis and its closing mark.</summary>
    public static string Shorten(JqValue value, int maxBytes = MaxBytes)
    {
        var json = JsonText.WriteStart(value, maxBytes + 1);
        if (Encoding.UTF8.GetByteCount(json) <= maxBytes)
        {
            return json;
        }

        var ending = value.Kind switch
        {
            JqKind.String => "...\"",
            JqKind.Array => "...]",
            JqKind.Object => "...}",
            _ => "...",
        };
        var room = maxBytes - ending.Length;
        var kept = 0;
        foreach (var rune in json.EnumerateRunes())
        {
            if (room < rune.Utf8SequenceLength)
            {
                break;
            }

            room -= rune.Utf8SequenceLength;
            kept += rune.Utf16SequenceLength;
        }

        return json[..kept] + ending;
    }
}
