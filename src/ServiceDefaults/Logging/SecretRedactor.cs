using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;

namespace Pipeline.ServiceDefaults.Logging;

/// <summary>Replaces configured secrets in text, as they are and as JSON, URLs and base64 write them.</summary>
public sealed class SecretRedactor
{
    // A shorter value is no secret (stand-ins for AWS take "test"), and would tear holes into other words.
    private const int ShortestSecret = 6;

    private readonly string[] _forms;
    private readonly SearchValues<string> _any;

    /// <summary>Takes the secrets to hide. Those under six characters are left alone.</summary>
    public SecretRedactor(IEnumerable<Secret> secrets)
    {
        ArgumentNullException.ThrowIfNull(secrets);

        // The longest comes first, so that a secret which starts another does not leave its rest behind.
        _forms =
        [
            .. secrets.Select(secret => secret.Reveal()).Where(value => value.Length >= ShortestSecret)
                .SelectMany(Forms).Distinct(StringComparer.Ordinal).OrderByDescending(form => form.Length),
        ];
        _any = SearchValues.Create(_forms, StringComparison.Ordinal);
    }

    /// <summary>The text with a mask in place of every secret.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public string? Redact(string? text)
    {
        if (text is null || text.AsSpan().IndexOfAny(_any) < 0)
        {
            return text;
        }

        var redacted = new StringBuilder(text.Length);
        var rest = text.AsSpan();
        for (var start = rest.IndexOfAny(_any); start >= 0; start = rest.IndexOfAny(_any))
        {
            redacted.Append(rest[..start]).Append(Secret.Mask);
            rest = rest[(start + LengthAt(rest[start..]))..];
        }

        return redacted.Append(rest).ToString();
    }

    private int LengthAt(ReadOnlySpan<char> text)
    {
        foreach (var form in _forms)
        {
            if (text.StartsWith(form, StringComparison.Ordinal))
            {
                return form.Length;
            }
        }

        return 1;
    }

    private static IEnumerable<string> Forms(string value) =>
    [
        value,
        LogText.Escape(value),
        Uri.EscapeDataString(value),
        WebUtility.UrlEncode(value),
        JavaScriptEncoder.Default.Encode(value),
        JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(value),
        Convert.ToBase64String(Encoding.UTF8.GetBytes(value)),
    ];
}
