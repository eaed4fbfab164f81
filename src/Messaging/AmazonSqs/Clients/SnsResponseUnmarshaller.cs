using System.Net;
using System.Xml.Linq;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;

namespace Pipeline.Messaging.AmazonSqs.Clients;

/// <summary>Reads SNS's XML, of which answers are small.</summary>
internal sealed class SnsResponseUnmarshaller : XmlResponseUnmarshaller
{
    public static readonly SnsResponseUnmarshaller Instance = new();

    public override AmazonWebServiceResponse Unmarshall(XmlUnmarshallerContext input) => new SnsResponse { Content = XElement.Load(input.Stream) };

    public override AmazonServiceException UnmarshallException(XmlUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
    {
        var error = XElement.Load(input.Stream);
        var code = Text(error, "Code") ?? statusCode.ToString();
        var type = Text(error, "Type") == "Receiver" ? ErrorType.Receiver : ErrorType.Sender;
        return new AmazonServiceException(Text(error, "Message") ?? code, innerException, type, code, Text(error, "RequestId"), statusCode);
    }

    private static string? Text(XElement element, string name) =>
        element.DescendantsAndSelf().FirstOrDefault(descendant => descendant.Name.LocalName == name)?.Value;
}
