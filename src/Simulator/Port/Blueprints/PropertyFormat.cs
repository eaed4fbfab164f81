using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Pipeline.Simulator.Port.Blueprints;

/// <summary>The formats a text property may have. Those that only steer how Port shows a text accept any.</summary>
internal static partial class PropertyFormat
{
    /// <summary>Every format of a blueprint's property in Port's published API.</summary>
    public static IReadOnlySet<string> Names { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "date-time", "url", "email", "idn-email", "ipv4", "ipv6", "markdown", "yaml", "user", "blueprints", "team", "timer", "proto", "labeled-url",
    };

    public static bool IsMatch(string format, string value) => format switch
    {
        "date-time" or "timer" => DateTime().IsMatch(value),
        "url" => Uri.TryCreate(value, UriKind.Absolute, out var url) && url.Host.Length > 0 && url.Scheme is "http" or "https" or "ftp",
        "email" or "idn-email" or "user" => Email().IsMatch(value),
        "ipv4" => IPAddress.TryParse(value, out var address) && address.AddressFamily == AddressFamily.InterNetwork && value.Count('.') == 3,
        "ipv6" => IPAddress.TryParse(value, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6,
        _ => true,
    };

    [GeneratedRegex(@"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])[Tt]([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?([Zz]|[+-]\d{2}:?\d{2})$")]
    private static partial Regex DateTime();

    [GeneratedRegex(@"^[^@\s]+@[^@\s.]+(\.[^@\s.]+)*$")]
    private static partial Regex Email();
}
