namespace Pipeline.Simulator.Aws.Signing;

/// <summary>The parts of an <c>AWS4-HMAC-SHA256</c> Authorization header.</summary>
internal sealed record AuthorizationHeader(
    string AccessKeyId, string Date, string Region, string Service, string[] SignedHeaders, string Signature)
{
    private const string Algorithm = "AWS4-HMAC-SHA256 ";

    public static AuthorizationHeader? TryParse(string? header)
    {
        if (header is null || !header.StartsWith(Algorithm, StringComparison.Ordinal))
        {
            return null;
        }

        string? credential = null, headers = null, signature = null;
        foreach (var part in header[Algorithm.Length..].Split(',', StringSplitOptions.TrimEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            switch (equals < 0 ? part : part[..equals])
            {
                case "Credential": credential = part[(equals + 1)..]; break;
                case "SignedHeaders": headers = part[(equals + 1)..]; break;
                case "Signature": signature = part[(equals + 1)..]; break;
                default: break;
            }
        }

        return credential?.Split('/') is [var key, var date, var region, var service, "aws4_request"] && headers is not null && signature is not null
            ? new(key, date, region, service, headers.Split(';'), signature)
            : null;
    }
}
