namespace Pipeline.Aws.Protocols;

/// <summary>An HTTP answer, read whole.</summary>
internal sealed record WireResponse(int StatusCode, IReadOnlyDictionary<string, string> Headers, ReadOnlyMemory<byte> Body)
{
    private static readonly string[] RequestIdHeaders = ["x-amzn-requestid", "x-amz-request-id", "x-amz-id-2"];

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    /// <summary>AWS's id of the request where it is in a header; the XML protocols may have it in the body instead.</summary>
    public string? RequestId => RequestIdHeaders.Select(Header).FirstOrDefault(id => !string.IsNullOrEmpty(id));
}
