using System.Text.Json;
using Pipeline.Aws.Models;

namespace Pipeline.Aws.Protocols.Rest;

/// <summary>What the REST protocols share: where parameters go, and what of a result is not in the body's document.</summary>
internal abstract class RestProtocol : Protocol
{
    /// <summary>The media type of the protocol's documents.</summary>
    protected abstract string MediaType { get; }

    public sealed override WireRequest Serialize(Operation operation, JsonElement parameters)
    {
        var input = operation.Input ?? EmptyInput;
        var request = RestRequest.Bind(operation, new Parameter(parameters, input, ""), out var members);
        RestRequest.SetBody(request, input, WriteBody(input, members), MediaType);
        return request;
    }

    public sealed override void WriteResult(Operation operation, WireResponse response, ResultContext result)
    {
        result.Writer.WriteStartObject();
        if (operation.Output is { } output)
        {
            RestResult.WriteHeaderMembers(output.Shape, response, result);
            WriteBodyMembers(output, response, result);
        }

        result.Writer.WriteEndObject();
    }

    protected abstract byte[] WriteBody(ShapeRef input, List<MemberParameter> members);

    /// <summary>Writes what the body's document holds. There is a document.</summary>
    protected abstract void WriteDocument(ShapeRef output, WireResponse response, ResultContext result);

    private void WriteBodyMembers(ShapeRef output, WireResponse response, ResultContext result)
    {
        if (output.Payload is { Type: ShapeType.Blob or ShapeType.String } text)
        {
            RestResult.WriteTextPayload(text, response, result);
        }
        else if (response.Body.Length > 0)
        {
            WriteDocument(output, response, result);
        }
    }
}
