using System.Text.Json;
using Pipeline.Aws.Errors;
using Pipeline.Aws.Models;
using Pipeline.Aws.Protocols.Ec2;
using Pipeline.Aws.Protocols.Json;
using Pipeline.Aws.Protocols.Query;
using Pipeline.Aws.Protocols.RestJson;
using Pipeline.Aws.Protocols.RestXml;

namespace Pipeline.Aws.Protocols;

/// <summary>One of the ways AWS services talk: parameters to a request, a response to a result, a refusal to an error.</summary>
internal abstract class Protocol
{
    private static readonly Dictionary<string, Protocol> Known = new(StringComparer.Ordinal)
    {
        ["json"] = new JsonProtocol(),
        ["query"] = new QueryProtocol(),
        ["ec2"] = new Ec2Protocol(),
        ["rest-json"] = new RestJsonProtocol(),
        ["rest-xml"] = new RestXmlProtocol(),
    };

    /// <summary>The input of an operation that takes no parameters.</summary>
    protected static readonly ShapeRef EmptyInput = new(new Shape(ShapeType.Structure, "Empty", Traits.None), Traits.None);

    public static Protocol For(ServiceMetadata service) => Known.TryGetValue(service.Protocol, out var protocol)
        ? protocol
        : throw new NotSupportedException($"The protocol '{service.Protocol}' of {service.ServiceId} is not supported.");

    /// <summary>Builds the request of an operation from parameters named as boto3 names them.</summary>
    /// <exception cref="AwsException">A parameter is unknown or has the wrong type.</exception>
    public abstract WireRequest Serialize(Operation operation, JsonElement parameters);

    /// <summary>Writes the result object of a success.</summary>
    public abstract void WriteResult(Operation operation, WireResponse response, ResultContext result);

    /// <summary>Reads what AWS said about a refusal.</summary>
    public abstract AwsError ReadError(WireResponse response);
}
