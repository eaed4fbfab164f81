using System.Xml.Linq;
using Amazon.Runtime;

namespace Pipeline.Messaging.AmazonSqs.Clients;

/// <summary>An answer of SNS: XML.</summary>
internal sealed class SnsResponse : AmazonWebServiceResponse
{
    public XElement Content { get; init; } = new("None");
}
