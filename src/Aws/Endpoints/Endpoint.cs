namespace Pipeline.Aws.Endpoints;

/// <summary>Where a request goes and how it is signed.</summary>
/// <param name="Url">Scheme, host and base path, without a slash at the end.</param>
/// <param name="SigningRegion">The region in the signature, which is not always the one called.</param>
/// <param name="SigningName">The service in the signature.</param>
/// <param name="DoubleEncodesPath">Whether the signed path is encoded once more; S3 alone says no.</param>
/// <param name="TakesHostPrefix">Whether the host can be prefixed; an IP address cannot.</param>
internal sealed record Endpoint(string Url, string SigningRegion, string SigningName, bool DoubleEncodesPath, bool TakesHostPrefix);
