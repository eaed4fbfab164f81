using System.Text;
using System.Text.Json;
using Pipeline.Aws.Errors;
using Pipeline.Aws.Models;
using Pipeline.Aws.Protocols.Rest;
using Pipeline.Aws.Protocols.Xml;

namespace Pipeline.Aws.Protocols.RestXml;

/// <summary>REST with XML bodies: S3, Route 53, CloudFront.</summary>
internal sealed class RestXmlProtocol : Protocol
{
    /// <summary>Marks the string that S3's GetBucketLocation sends as the text of the document's only element.</summary>
    private const string RootText = "rootText";

    public override WireRequest Serialize(Operation operation, JsonElement parameters)
    {
        var input = operation.Input ?? EmptyInput;
        var request = RestRequest.Bind(operation, new Parameter(parameters, input, ""), out var members);
        RestRequest.SetBody(request, input, WriteBody(input, members), "application/xml");
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

    public override AwsError ReadError(WireResponse response) => XmlErrors.Read(response);

    private static byte[] WriteBody(ShapeRef input, List<MemberParameter> members)
    {
        if (input.Payload is not { } payload)
        {
            return members.Count == 0 ? [] : XmlBody.Write(input, members);
        }

        if (members.Find(member => member.Member == payload) is not { Member: not null } given)
        {
            return [];
        }

        return payload.Type is ShapeType.Blob or ShapeType.String
            ? Encoding.UTF8.GetBytes(given.Parameter.Text())
            : XmlBody.Write(payload.Use, given.Parameter.Members());
    }

    private static void WriteBodyMembers(ShapeRef output, WireResponse response, ResultContext result)
    {
        if (output.Payload is { Type: ShapeType.Blob or ShapeType.String } text)
        {
            RestResult.WriteTextPayload(text, response, result);
        }
        else if (response.Body.Length > 0)
        {
            using var tape = XmlTape.Read(response.Body);
            WriteXml(output, tape, result);
        }
    }

    private static void WriteXml(ShapeRef output, XmlTape tape, ResultContext result)
    {
        if (output.Shape.Members is [{ Traits.Decode: RootText } only])
        {
            WriteRootText(only, tape, result);
            return;
        }

        var converter = new XmlResultConverter(tape, result);
        if (output.Payload is not { } payload)
        {
            converter.WriteMembers(XmlTape.Root, output.Shape, result.Notes.Root);
            return;
        }

        var member = result.Begin(payload, result.Notes.Root);
        converter.Write(XmlTape.Root, payload.Use, member.Node);
        member.End();
    }

    /// <summary>us-east-1 is an empty element, which boto3 makes null.</summary>
    private static void WriteRootText(Member member, XmlTape tape, ResultContext result)
    {
        result.Writer.WritePropertyName(member.EncodedName);
        if (tape.Text(XmlTape.Root) is { IsEmpty: false } text)
        {
            result.Writer.WriteStringValue(text);
        }
        else
        {
            result.Writer.WriteNullValue();
        }
    }
}
