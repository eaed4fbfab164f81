using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Pipeline.Simulator.Aws;

/// <summary>Which operation a request is for, wherever its protocol says so.</summary>
internal static class OperationName
{
    public static string Of(HttpRequest request, AwsProtocol protocol, ReadOnlySpan<byte> body)
    {
        switch (protocol)
        {
            case AwsProtocol.Query:
                return QueryHelpers.ParseQuery(Encoding.UTF8.GetString(body)).GetValueOrDefault("Action").ToString();

            case AwsProtocol.RestJson:
                // POST /listRegions is ListRegions.
                var path = request.Path.Value?.Trim('/') ?? string.Empty;
                return path.Length == 0 ? string.Empty : char.ToUpperInvariant(path[0]) + path[1..];

            case AwsProtocol.RestXml:
                // S3 has no names in its requests: GET /bucket?location is GetBucketLocation.
                return request.Method == "GET" && request.Query.ContainsKey("location") ? "GetBucketLocation" : request.Method;

            default:
                var target = request.Headers["X-Amz-Target"].ToString();
                return target[(target.LastIndexOf('.') + 1)..];
        }
    }
}
