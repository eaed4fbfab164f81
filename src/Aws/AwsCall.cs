namespace Pipeline.Aws;

/// <summary>One call of one operation.</summary>
public sealed record AwsCall
{
    /// <summary>botocore's name of the service: <c>cloudcontrol</c>, <c>sts</c>, <c>organizations</c>, <c>account</c>.</summary>
    public required string Service { get; init; }

    /// <summary>The operation as AWS writes it: <c>ListResources</c>.</summary>
    public required string Operation { get; init; }

    /// <summary>A UTF-8 JSON object named as boto3 names parameters; empty means none. Times are ISO 8601 or epoch seconds.</summary>
    public ReadOnlyMemory<byte> Parameters { get; init; }

    /// <summary>The region to call, for example <c>eu-west-1</c>. Services with one endpoint for all find it from here.</summary>
    public required string Region { get; init; }

    public required AwsCredentialSource Credentials { get; init; }

    /// <summary>The page to get: what <see cref="AwsResponse.NextToken"/> of the page before said.</summary>
    public string? PageToken { get; init; }

    /// <summary>How times and blobs in the result are written.</summary>
    public AwsTextStyle TextStyle { get; init; }
}
