using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace Pipeline.Messaging.AmazonSqs.Clients;

/// <summary>Hands a form to the SDK as it is. Its own encoder would make a string of every value first.</summary>
internal sealed class SnsRequestMarshaller : IMarshaller<IRequest, AmazonWebServiceRequest>
{
    public static readonly SnsRequestMarshaller Instance = new();

    public IRequest Marshall(AmazonWebServiceRequest input) => new DefaultRequest(input, "AmazonSimpleNotificationService")
    {
        HttpMethod = "POST",
        ResourcePath = "/",
        Content = ((SnsRequest)input).Form,
        Headers = { ["Content-Type"] = "application/x-www-form-urlencoded; charset=utf-8" },
    };
}
