using System.Buffers;
using System.Security.Cryptography;

namespace Pipeline.Messaging.ClaimCheck;

/// <summary>Names of what is stored, and for how long it is.</summary>
public static class ClaimCheckNames
{
    /// <summary>What the names of message contents begin with: the prefix of the bucket's lifecycle rule.</summary>
    public const string Messages = "messages/";

    /// <summary>
    /// How long a message's content is kept at least after it was last sent. SQS keeps a message 14 days at most, its time
    /// among the dead letters included; the rest is for what is late and for clocks.
    /// </summary>
    public static readonly TimeSpan Retention = TimeSpan.FromDays(16);

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    /// <summary>The name of a message's content: the same bytes have the same name, whoever sends them and how often.</summary>
    public static string OfMessage(ReadOnlySpan<byte> content) => Messages + Convert.ToHexStringLower(SHA256.HashData(content));

    /// <summary>Whether a text is such a name: names of messages come out of messages, and are not to be trusted.</summary>
    internal static bool IsOfMessage(string name) =>
        Expires(name) && name.Length == Messages.Length + (2 * SHA256.HashSizeInBytes) && name.AsSpan(Messages.Length).IndexOfAnyExcept(HexDigits) < 0;

    internal static bool Expires(string name) => name.StartsWith(Messages, StringComparison.Ordinal);
}
