using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace Pipeline.Aws.Transport;

/// <summary>Hands a serialized request to the SDK. Labels and query parameters go in raw: the SDK encodes what it signs.</summary>
internal sealed class RequestMarshaller : IMarshaller<IRequest, AmazonWebServiceRequest>
{
    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var source = (ServiceRequest)input;
        var content = source.Content;
        var request = new DefaultRequest(input, source.Operation.Service.ServiceId)
        {
            HttpMethod = content.Method,
            ResourcePath = content.PathTemplate,
            UseQueryString = true,
            Content = content.Body,
        };

        foreach (var (label, value) in content.PathLabels)
        {
            request.AddPathResource(label, value);
        }

        foreach (var values in content.Query.GroupBy(parameter => parameter.Key, parameter => parameter.Value))
        {
            request.ParameterCollection.Add(values.Key, [.. values]);
        }

        foreach (var (name, value) in content.Headers)
        {
            request.Headers[name] = value;
        }

        return request;
    }
}
