namespace Pipeline.Aws;

/// <summary>The result of a call that succeeded.</summary>
public sealed class AwsResponse
{
    /// <summary>
    /// A UTF-8 JSON object as boto3 would return it, without <c>ResponseMetadata</c>: keys in the model's order, members
    /// that the model does not know or that are null left out.
    /// </summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>AWS's id of the request; empty when it sent none.</summary>
    public required string RequestId { get; init; }

    /// <summary>
    /// What to set as <see cref="AwsCall.PageToken"/> to get the next page, or <see langword="null"/> when there is none.
    /// Plain text to keep and give back: AWS's token where there is one, a JSON object where a page needs several.
    /// </summary>
    public string? NextToken { get; init; }
}
