using Amazon.Runtime;

namespace Pipeline.Messaging.AmazonSqs.Clients;

/// <summary>A call of SNS: a form.</summary>
internal sealed class SnsRequest : AmazonWebServiceRequest
{
    public required byte[] Form { get; init; }
}
