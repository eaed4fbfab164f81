using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using Pipeline.Aws.Protocols;

namespace Pipeline.Aws.Transport;

/// <summary>
/// Takes the place of the SDK's unmarshaller, which reads the socket synchronously: reads the whole body, and turns
/// an error status into a refusal with AWS's code.
/// </summary>
internal sealed class ResponseReader : PipelineHandler
{
    public override async Task<T> InvokeAsync<T>(IExecutionContext executionContext)
    {
        var data = await SendAsync<T>(executionContext);
        using var body = data.ResponseBody;
        var response = await ReadAsync(data, executionContext.RequestContext.CancellationToken);

        // botocore takes a redirect for an error too; AWS's APIs send none on success.
        if (response.StatusCode >= 300)
        {
            throw new RefusedException(((ServiceRequest)executionContext.RequestContext.OriginalRequest).Protocol.ReadError(response));
        }

        var result = new ServiceResult { Response = response };
        executionContext.ResponseContext.Response = result;
        return (T)(AmazonWebServiceResponse)result;
    }

    public override void InvokeSync(IExecutionContext executionContext) => throw new NotSupportedException();

    private async Task<IWebResponseData> SendAsync<T>(IExecutionContext executionContext)
        where T : AmazonWebServiceResponse, new()
    {
        try
        {
            await base.InvokeAsync<T>(executionContext);
            return executionContext.ResponseContext.HttpResponse;
        }
        catch (HttpErrorResponseException refusal)
        {
            return refusal.Response;
        }
    }

    private static async Task<WireResponse> ReadAsync(IWebResponseData data, CancellationToken cancellationToken)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in data.GetHeaderNames())
        {
            headers[name] = data.GetHeaderValue(name);
        }

        await using var stream = await data.ResponseBody.OpenResponseAsync();
        using var buffer = new MemoryStream(data.ContentLength is > 0 and < int.MaxValue ? (int)data.ContentLength : 0);
        await stream.CopyToAsync(buffer, cancellationToken);
        return new WireResponse((int)data.StatusCode, headers, buffer.GetBuffer().AsMemory(0, (int)buffer.Length));
    }
}
