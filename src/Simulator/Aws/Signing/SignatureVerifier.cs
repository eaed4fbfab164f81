using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Pipeline.Simulator.Aws.Signing;

/// <summary>Recomputes each request's signature, as AWS does, and says in AWS's words what is wrong with it.</summary>
internal sealed class SignatureVerifier(CredentialStore credentials, TimeProvider clock)
{
    private const string TimeFormat = "yyyyMMdd'T'HHmmss'Z'";

    /// <summary>AWS refuses requests more than five minutes off.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<(string Key, string Date, string Region, string Service), byte[]> signingKeys = new();

    public AwsError? Verify(
        HttpContext context, AuthorizationHeader authorization, AwsProtocol protocol, ReadOnlySpan<byte> body, out AwsCredential caller)
    {
        var query = protocol == AwsProtocol.Query;
        caller = credentials.Find(authorization.AccessKeyId)!;
        if (caller is null || !IsToken(context.Request.Headers["X-Amz-Security-Token"], caller.SessionToken))
        {
            return new(query ? "InvalidClientTokenId" : "UnrecognizedClientException", "The security token included in the request is invalid.", 403);
        }

        var mismatch = query ? "SignatureDoesNotMatch" : "InvalidSignatureException";
        var stamp = context.Request.Headers["X-Amz-Date"].ToString();
        if (!DateTimeOffset.TryParseExact(stamp, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var signedAt)
            || !stamp.StartsWith(authorization.Date, StringComparison.Ordinal))
        {
            return new("IncompleteSignatureException", "Authorization header requires existence of a valid 'X-Amz-Date' header.", 403);
        }

        var now = clock.GetUtcNow();
        if ((now - signedAt).Duration() > Tolerance)
        {
            var word = signedAt < now ? "expired" : "not yet current";
            return new(mismatch, $"Signature {word}: {stamp} is now {(signedAt < now ? "earlier" : "later")} than {now.ToString(TimeFormat, CultureInfo.InvariantCulture)} (5 min.)", 403);
        }

        if (!IsSigned(context, authorization, caller, stamp, body))
        {
            return new(mismatch, "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method.", 403);
        }

        return caller.Expiration <= now
            ? new(query ? "ExpiredToken" : "ExpiredTokenException", "The security token included in the request is expired", 403)
            : null;
    }

    private static bool IsToken(string? given, string? wanted) =>
        wanted is null
            ? string.IsNullOrEmpty(given)
            : CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given ?? string.Empty), Encoding.UTF8.GetBytes(wanted));

    private bool IsSigned(
        HttpContext context, AuthorizationHeader authorization, AwsCredential caller, string stamp, ReadOnlySpan<byte> body)
    {
        var payloadHash = Hex(SHA256.HashData(body));
        var stated = context.Request.Headers["X-Amz-Content-SHA256"].ToString();
        if (stated.Length == payloadHash.Length && stated != payloadHash)
        {
            return false;
        }

        var canonical = CanonicalRequest.Create(context, authorization, stated.Length > 0 ? stated : payloadHash);
        var toSign = string.Join(
            '\n',
            "AWS4-HMAC-SHA256",
            stamp,
            $"{authorization.Date}/{authorization.Region}/{authorization.Service}/aws4_request",
            Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical))));
        var signature = Hex(HMACSHA256.HashData(SigningKey(authorization, caller), Encoding.UTF8.GetBytes(toSign)));
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(signature), Encoding.ASCII.GetBytes(authorization.Signature));
    }

    private byte[] SigningKey(AuthorizationHeader authorization, AwsCredential caller)
    {
        var id = (authorization.AccessKeyId, authorization.Date, authorization.Region, authorization.Service);
        if (!signingKeys.TryGetValue(id, out var key))
        {
            // A world that runs for weeks meets many days and sessions; starting over costs four hashes a key.
            if (signingKeys.Count > 10_000)
            {
                signingKeys.Clear();
            }

            key = Encoding.UTF8.GetBytes("AWS4" + caller.SecretAccessKey);
            foreach (var part in new[] { authorization.Date, authorization.Region, authorization.Service, "aws4_request" })
            {
                key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
            }

            signingKeys[id] = key;
        }

        return key;
    }

    private static string Hex(byte[] hash) => Convert.ToHexStringLower(hash);
}
