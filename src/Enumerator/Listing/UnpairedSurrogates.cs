using System.Globalization;

namespace Pipeline.Enumerator.Listing;

/// <summary>
/// Half a character, such as an emoji that was cut in two, written as an escape. JSON may hold it; nothing that is UTF-8
/// can. jq puts U+FFFD in its place, and so do we, before it stops everything behind us.
/// </summary>
internal static class UnpairedSurrogates
{
    private const int EscapeLength = 6;
    private static ReadOnlySpan<byte> Replacement => "\\ufffd"u8;

    /// <summary>Replaces them in place: the replacement has the same length.</summary>
    public static void Replace(Span<byte> json)
    {
        for (var at = json.IndexOf((byte)'\\'); at >= 0 && at < json.Length - 1; at = Next(json, at))
        {
            if (Unit(json, at) is not { } unit || !char.IsSurrogate(unit))
            {
                at += json[at + 1] == (byte)'u' ? EscapeLength : 2;
            }
            else if (char.IsHighSurrogate(unit) && Unit(json, at + EscapeLength) is { } low && char.IsLowSurrogate(low))
            {
                at += 2 * EscapeLength;
            }
            else
            {
                Replacement.CopyTo(json[at..]);
                at += EscapeLength;
            }
        }
    }

    private static int Next(ReadOnlySpan<byte> json, int from)
    {
        var next = from < json.Length ? json[from..].IndexOf((byte)'\\') : -1;
        return next < 0 ? -1 : from + next;
    }

    // The UTF-16 unit that an escape at this place stands for.
    private static char? Unit(ReadOnlySpan<byte> json, int at) =>
        at + EscapeLength <= json.Length
        && json[at] == (byte)'\\'
        && json[at + 1] == (byte)'u'
        && ushort.TryParse(json.Slice(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
            ? (char)unit
            : null;
}
