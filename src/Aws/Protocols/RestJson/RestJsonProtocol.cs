using System.Text;
using System.Text.Json;
using Pipeline.Aws.Errors;
using Pipeline.Aws.Models;
using Pipeline.Aws.Protocols.Json;
using Pipeline.Aws.Protocols.Rest;

namespace Pipeline.Aws.Protocols.RestJson;

/// <summary>REST with JSON bodies.</summary>
internal sealed class RestJsonProtocol : Protocol
{
    private static readonly JsonScalars Scalars = new(coerces: true);

    public override WireRequest Serialize(Operation operation, JsonElement parameters)
    {
        var input = operation.Input ?? EmptyInput;
        var request = RestRequest.Bind(operation, new Parameter(parameters, input, ""), out var members);
        RestRequest.SetBody(request, input, WriteBody(input, members), "application/json");
        return request;
    }

    public override void WriteResult(Operation operation, WireResponse response, ResultContext result)
    {
        result.Writer.WriteStartObject();
        if (operation.Output is { } output)
        {
            RestResult.WriteHeaderMembers(output.Shape, response, result);
            WriteBodyMembers(output, response, result);
        }

        result.Writer.WriteEndObject();
    }

    public override AwsError ReadError(WireResponse response) => JsonErrors.Read(response);

    private static byte[] WriteBody(ShapeRef input, List<MemberParameter> members)
    {
        if (input.Payload is { } payload)
        {
            var given = members.Find(member => member.Member == payload);
            return payload.Type is ShapeType.Blob or ShapeType.String
                ? given.Member is null ? [] : Encoding.UTF8.GetBytes(given.Parameter.Text())
                : given.Member is null ? "{}"u8.ToArray() : JsonBody.Write((body, _) => body.WriteValue(given.Parameter));
        }

        return members.Count > 0 || input.Shape.Members.Any(member => member.Traits.Location == Location.Body)
            ? JsonBody.Write((body, writer) =>
            {
                writer.WriteStartObject();
                body.WriteMembers(members);
                writer.WriteEndObject();
            })
            : [];
    }

    private static void WriteBodyMembers(ShapeRef output, WireResponse response, ResultContext result)
    {
        var converter = new JsonResultConverter(response.Body.Span, result, Scalars);
        if (output.Payload is not { } payload)
        {
            if (response.Body.Length > 0)
            {
                converter.WriteMembers(0, output.Shape, result.Notes.Root);
            }
        }
        else if (payload.Type is ShapeType.Blob or ShapeType.String)
        {
            RestResult.WriteTextPayload(payload, response, result);
        }
        else if (response.Body.Length > 0)
        {
            var member = result.Begin(payload, result.Notes.Root);
            converter.Write(0, payload.Use, member.Node);
            member.End();
        }
    }
}
