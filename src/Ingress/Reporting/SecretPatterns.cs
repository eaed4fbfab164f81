using System.Text.RegularExpressions;

namespace Pipeline.Ingress.Reporting;

/// <summary>Hides what looks like a credential, whoever it belongs to: the forms of well-known keys and tokens.</summary>
internal static partial class SecretPatterns
{
    /// <summary>What stands in a hidden value's place.</summary>
    public const string Mask = "[REDACTED]";

    // Prefixes as their issuers document them. The lookbehinds let a long run of word characters start one attempt, not one
    // at each character. Generated code, since the engine without backtracking holds 10 MB from its first use on.
    private const string Known = """
        (?:AKIA|ASIA)[0-9A-Z]{16}
        | -----BEGIN[ A-Z]*PRIVATE\ KEY(?:\ BLOCK)?-----(?:[^-]*-----END[ A-Z]*PRIVATE\ KEY(?:\ BLOCK)?-----)?
        | gh[pousr]_[0-9A-Za-z]{36,255} | github_pat_[0-9A-Za-z_]{22,255}
        | glpat-[0-9A-Za-z_-]{20,}
        | xox[abeoprs]-[0-9A-Za-z-]{10,} | https://hooks\.slack\.com/services/[0-9A-Za-z/]+
        | AIza[0-9A-Za-z_-]{35} | ya29\.[0-9A-Za-z_-]+ | (?<![0-9])[0-9]+-[0-9A-Za-z_]{32}\.apps\.googleusercontent\.com
        | [rs]k_live_[0-9A-Za-z]{16,} | sq0(?:atp|csp)-[0-9A-Za-z_-]{22,} | access_token\$production\$[0-9a-z]{16}\$[0-9a-f]{32}
        | SK[0-9a-fA-F]{32} | SG\.[0-9A-Za-z_-]{16,}\.[0-9A-Za-z_-]{16,} | key-[0-9a-zA-Z]{32} | [0-9a-f]{32}-us[0-9]{1,2}
        | npm_[0-9A-Za-z]{36} | dckr_pat_[0-9A-Za-z_-]{20,} | EAACEdEose0cBA[0-9A-Za-z]+
        | amzn\.mws\.[0-9a-f-]{36}
        | eyJ[0-9A-Za-z_-]{10,}\.eyJ[0-9A-Za-z_-]{10,}\.[0-9A-Za-z_-]*
        | cloudinary://\S+
        | (?<![A-Za-z0-9+.-])[A-Za-z0-9+.-]+://[^/\s:@"']+:[^/\s@"']+@[^\s"']+
        | (?i:password|passwd|secret|token|api_?key|authorization)(?i:["']?\s*[:=]\s*["']?)(?:(?i:bearer|basic)\s+)?[^\s"',;&]{8,}
        """;

    // The text comes from AWS and may be made to be slow: what cannot be looked through in this time is hidden whole.
    private const int LongestMilliseconds = 1_000;

    /// <summary>The text with a mask in place of whatever looks like a credential.</summary>
    public static string Hide(string text)
    {
        try
        {
            return KnownForms().Replace(text, Mask);
        }
        catch (RegexMatchTimeoutException)
        {
            return Mask;
        }
    }

    [GeneratedRegex(Known, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant, LongestMilliseconds)]
    private static partial Regex KnownForms();
}
