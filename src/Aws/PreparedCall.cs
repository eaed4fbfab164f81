using System.Text.Json;
using Pipeline.Aws.Endpoints;
using Pipeline.Aws.Models;
using Pipeline.Aws.Paging;
using Pipeline.Aws.Protocols;
using Pipeline.Aws.Transport;

namespace Pipeline.Aws;

/// <summary>A call checked against the model and serialized; what is missing is a signature.</summary>
internal sealed record PreparedCall(Operation Operation, Protocol Protocol, WireRequest Content, Endpoint Endpoint)
{
    private static readonly ReadOnlyMemory<byte> NoParameters = "{}"u8.ToArray();

    /// <exception cref="AwsException">Service, operation, region or endpoint settings are wrong.</exception>
    /// <exception cref="ParameterException">The parameters do not fit the model.</exception>
    public static PreparedCall From(AwsCall call, EndpointResolver endpoints)
    {
        var service = AwsModels.FindService(call.Service);
        var operation = AwsModels.FindOperation(service, call.Operation);
        var protocol = Protocol.For(service.Metadata);
        var parameters = Parse(call, operation);
        return new PreparedCall(
            operation,
            protocol,
            protocol.Serialize(operation, parameters),
            endpoints.Resolve(service, operation, call.Region, parameters));
    }

    public ServiceRequest ToRequest(AwsKeys? keys) => new(Operation, Protocol, Content, Endpoint, keys);

    private static JsonElement Parse(AwsCall call, Operation operation)
    {
        var parameters = ParseObject(call.Parameters.IsEmpty ? NoParameters : call.Parameters);
        if (call.PageToken is not { } token)
        {
            return parameters;
        }

        return operation.Paginator is { } paginator
            ? ParseObject(PageToken.Apply(paginator, parameters, token))
            : throw new ParameterException($"{operation.Name} has no pages, so it takes no page token.");
    }

    private static JsonElement ParseObject(ReadOnlyMemory<byte> json)
    {
        try
        {
            var element = JsonElement.Parse(json.Span);
            return element.ValueKind == JsonValueKind.Object ? element : throw new ParameterException("The parameters must be a JSON object.");
        }
        catch (JsonException error)
        {
            throw new ParameterException($"The parameters are not JSON: {error.Message}");
        }
    }
}
