using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Pipeline.Aws.Protocols;

namespace Pipeline.Aws.Transport;

/// <summary>
/// Sends requests through the pipeline of AWSSDK.Core: its signature, clock skew correction, user agent and HTTP.
/// All that this assembly uses of the SDK's internal namespaces is in this folder and in the endpoint functions.
/// </summary>
internal sealed class SdkTransport : AmazonServiceClient
{
    private static readonly RequestMarshaller Marshaller = new();

    private readonly Connections _connections;

    public SdkTransport(AwsClientOptions options)
        : this(options, new Connections(options))
    {
    }

    private SdkTransport(AwsClientOptions options, Connections connections)
        : base(new AnonymousAWSCredentials(), new TransportConfig(options, connections)) => _connections = connections;

    public async Task<WireResponse> SendAsync(ServiceRequest request, CancellationToken cancellationToken)
    {
        var result = await InvokeAsync<ServiceResult>(request, new InvokeOptions { RequestMarshaller = Marshaller }, cancellationToken);
        return result.Response;
    }

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        pipeline.ReplaceHandler<Amazon.Runtime.Internal.EndpointResolver>(new AddressHandler());
        pipeline.ReplaceHandler<RetryHandler>(new RetryHandler(new ClockSkewRetry()));
        pipeline.ReplaceHandler<Unmarshaller>(new ResponseReader());
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _connections.Dispose();
        }
    }
}
