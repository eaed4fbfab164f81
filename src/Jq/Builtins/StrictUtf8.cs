using System.Text;

namespace Pipeline.Jq.Builtins;

/// <summary>UTF-8 that accepts no replacement.</summary>
internal static class StrictUtf8
{
    /// <summary>Null when the bytes are not valid UTF-8.</summary>
    public static string? TryDecode(byte[] bytes) =>
        System.Text.Unicode.Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : null;
}
