using System.Text;
using Pipeline.Aws.Errors;
using Pipeline.Aws.Models;
using Pipeline.Aws.Protocols.Json;
using Pipeline.Aws.Protocols.Rest;

namespace Pipeline.Aws.Protocols.RestJson;

/// <summary>REST with JSON bodies.</summary>
internal sealed class RestJsonProtocol : RestProtocol
{
    private static readonly JsonScalars Scalars = new(coerces: true);

    protected override string MediaType => "application/json";

    public override AwsError ReadError(WireResponse response) => JsonErrors.Read(response);

    protected override byte[] WriteBody(ShapeRef input, List<MemberParameter> members)
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

    protected override void WriteDocument(ShapeRef output, WireResponse response, ResultContext result)
    {
        var converter = new JsonResultConverter(response.Body.Span, result, Scalars);
        if (output.Payload is not { } payload)
        {
            converter.WriteMembers(0, output.Shape, result.Notes.Root);
            return;
        }

        var member = result.Begin(payload, result.Notes.Root);
        converter.Write(0, payload.Use, member.Node);
        member.End();
    }
}
