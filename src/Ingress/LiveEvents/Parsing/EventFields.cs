using System.Text.RegularExpressions;

namespace Pipeline.Ingress.LiveEvents.Parsing;

/// <summary>The forms that fields of an event have to have before anything is done with them.</summary>
internal static partial class EventFields
{
    // What Cloud Control takes: https://docs.aws.amazon.com/cloudcontrolapi/latest/APIReference/API_GetResource.html
    private const int LongestIdentifier = 1024;

    public static bool IsKind(string text) => Kind().IsMatch(text);

    public static bool IsAccount(string text) => Account().IsMatch(text);

    public static bool IsRegion(string text) => Region().IsMatch(text);

    public static bool IsIdentifier(string text) => text.Length is > 0 and <= LongestIdentifier && !text.Any(char.IsControl);

    [GeneratedRegex(@"\A[A-Za-z0-9]{2,64}::[A-Za-z0-9]{2,64}::[A-Za-z0-9]{2,64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Kind();

    [GeneratedRegex(@"\A[0-9]{12}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Account();

    [GeneratedRegex(@"\A[a-z]{2,}(-[a-z]+)+-[0-9]{1,2}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Region();
}
