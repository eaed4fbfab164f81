using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Pipeline.Aws.Tests.Wire;

/// <summary>
/// Computes Signature Version 4 from a request as it came over the wire, from AWS's description and nothing of the
/// SDK's: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html.
/// </summary>
internal static class Signature
{
    /// <param name="request">The request.</param>
    /// <param name="secret">The secret key.</param>
    /// <param name="encodesPathTwice">False for S3 alone.</param>
    /// <returns>The signature sent and the one it must be.</returns>
    public static (string Sent, string Expected) Check(RecordedRequest request, string secret, bool encodesPathTwice = true)
    {
        var authorization = request.Headers["Authorization"];
        var scope = Part(authorization, "Credential=").Split('/', 2)[1];
        var signedHeaders = Part(authorization, "SignedHeaders=").Split(';');
        var canonical = Canonical(request, signedHeaders, encodesPathTwice);
        var toSign = $"AWS4-HMAC-SHA256\n{request.Headers["X-Amz-Date"]}\n{scope}\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        var key = scope.Split('/').Aggregate(Encoding.UTF8.GetBytes("AWS4" + secret), Hmac);
        return (Part(authorization, "Signature="), Hex(Hmac(key, toSign)));
    }

    private static string Canonical(RecordedRequest request, string[] signedHeaders, bool encodesPathTwice)
    {
        var target = request.Target.Split('?', 2);
        var path = encodesPathTwice ? string.Join('/', target[0].Split('/').Select(Uri.EscapeDataString)) : target[0];
        var query = (target.Length > 1 ? target[1] : "").Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Contains('=', StringComparison.Ordinal) ? pair : pair + "=")
            .Order(StringComparer.Ordinal);
        var headers = signedHeaders.Select(name => $"{name}:{request.Headers[name].Trim()}\n");
        return string.Join(
            '\n',
            request.Method,
            path,
            string.Join('&', query),
            string.Concat(headers),
            string.Join(';', signedHeaders),
            Hex(SHA256.HashData(Encoding.UTF8.GetBytes(request.Body))));
    }

    private static string Part(string authorization, string name)
    {
        var start = authorization.IndexOf(name, StringComparison.Ordinal) + name.Length;
        var end = authorization.IndexOf(',', start);
        return end < 0 ? authorization[start..] : authorization[start..end];
    }

    private static byte[] Hmac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    private static string Hex(byte[] bytes) => Convert.ToHexString(bytes).ToLower(CultureInfo.InvariantCulture);
}
