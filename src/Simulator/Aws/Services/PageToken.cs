using System.Globalization;
using Pipeline.Simulator.Organisation;

namespace Pipeline.Simulator.Aws.Services;

/// <summary>A page token holds where to go on, and is of use only for the listing it was given out for.</summary>
internal static class PageToken
{
    public static string Create(int first, ulong listing) => string.Create(
        CultureInfo.InvariantCulture, $"{first:x8}{Scramble.Mix(listing ^ (ulong)first):x16}");

    /// <summary>Where to go on; null when the token is not one of this listing.</summary>
    public static int? Read(string token, ulong listing) =>
        token.Length == 24
        && int.TryParse(token.AsSpan(0, 8), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var first)
        && token == Create(first, listing)
            ? first
            : null;
}
