namespace Pipeline.Aws.Models;

/// <summary>botocore's names of <see cref="Location"/>.</summary>
internal static class LocationNames
{
    public static Location Parse(string name) => name switch
    {
        "uri" => Location.Uri,
        "querystring" => Location.QueryString,
        "header" => Location.Header,
        "headers" => Location.Headers,
        "statusCode" => Location.StatusCode,
        _ => Location.Body,
    };
}
