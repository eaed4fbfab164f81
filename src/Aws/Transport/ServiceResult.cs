using Amazon.Runtime;
using Pipeline.Aws.Protocols;

namespace Pipeline.Aws.Transport;

/// <summary>Carries a response out of the SDK's pipeline.</summary>
internal sealed class ServiceResult : AmazonWebServiceResponse
{
    public WireResponse Response { get; init; } = new(0, new Dictionary<string, string>(), default);
}
