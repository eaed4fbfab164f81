using System.Text.Json;
using Pipeline.Aws.Errors;
using Pipeline.Aws.Models;

namespace Pipeline.Aws.Protocols.Json;

/// <summary>AWS JSON 1.0 and 1.1: every call is a POST to the root, named in a header.</summary>
internal sealed class JsonProtocol : Protocol
{
    private static readonly JsonScalars Scalars = new(coerces: false);

    public override WireRequest Serialize(Operation operation, JsonElement parameters)
    {
        var request = new WireRequest { Method = operation.Method };
        request.Headers["X-Amz-Target"] = $"{operation.Service.TargetPrefix}.{operation.Name}";
        request.Headers["Content-Type"] = $"application/x-amz-json-{operation.Service.JsonVersion}";
        if (operation.Service.IsQueryCompatible)
        {
            request.Headers["x-amzn-query-mode"] = "true";
        }

        var input = new Parameter(parameters, operation.Input ?? EmptyInput, "");
        request.HostPrefix = Rest.HostPrefix.Expand(operation, input);
        request.Body = JsonBody.Write((body, _) => body.WriteValue(input));
        return request;
    }

    public override void WriteResult(Operation operation, WireResponse response, ResultContext result)
    {
        result.Writer.WriteStartObject();
        if (operation.Output is { Shape.Members.Count: > 0 } output)
        {
            // A service that has nothing to say sends {}. No body at all is an answer that got lost on the way, and
            // must not pass for an empty page.
            new JsonResultConverter(response.Body.Span, result, Scalars).WriteMembers(0, output.Shape, result.Notes.Root);
        }

        result.Writer.WriteEndObject();
    }

    public override AwsError ReadError(WireResponse response) => JsonErrors.Read(response);
}
