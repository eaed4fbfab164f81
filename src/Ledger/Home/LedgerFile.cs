using System.Security.Cryptography;
using System.Text;

namespace Pipeline.Ledger.Home;

/// <summary>Names the file of an installation's ledger: what one Port holds says nothing about another.</summary>
public static class LedgerFile
{
    /// <summary>The file within a home. It is the same for the same Port and integration, whatever its credentials.</summary>
    public static string Of(string home, Uri port, string integration)
    {
        var name = string.Concat(integration.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' ? letter : '_').Take(60));
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{port.AbsoluteUri.TrimEnd('/')}\n{integration}"));
        return Path.Combine(home, "ledger", $"{name}-{Convert.ToHexStringLower(hash)[..12]}.db");
    }
}
