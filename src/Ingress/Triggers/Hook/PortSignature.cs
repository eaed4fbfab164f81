using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Pipeline.Ingress.Triggers.Hook;

/// <summary>
/// Port's signature of its requests: <c>v1,</c> and the HMAC-SHA-256 of time, dot and body, keyed with the client secret, in
/// base64. <see href="https://docs.port.io/actions-and-automations/setup-backend/webhook/signature-verification/"/>
/// </summary>
internal static class PortSignature
{
    private const string Version = "v1,";

    // An older request is somebody's recording.
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    public static bool IsOn(IHeaderDictionary headers, ReadOnlySpan<byte> body, string secret, DateTimeOffset now)
    {
        if (headers["x-port-signature"] is not [{ } signature]
            || headers["x-port-timestamp"] is not [{ } timestamp]
            || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || Math.Abs(now.ToUnixTimeSeconds() - seconds) > Tolerance.TotalSeconds)
        {
            return false;
        }

        byte[] content = [.. Encoding.UTF8.GetBytes($"{timestamp}."), .. body];
        var expected = Version + Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), content));
        return CryptographicOperations.FixedTimeEquals(
            SHA256.HashData(Encoding.UTF8.GetBytes(expected)), SHA256.HashData(Encoding.UTF8.GetBytes(signature)));
    }
}
