using System.Text;
using Pipeline.Aws.Errors;
using Pipeline.Aws.Models;
using Pipeline.Aws.Protocols.Rest;
using Pipeline.Aws.Protocols.Xml;

namespace Pipeline.Aws.Protocols.RestXml;

/// <summary>REST with XML bodies: S3, Route 53, CloudFront.</summary>
internal sealed class RestXmlProtocol : RestProtocol
{
    /// <summary>Marks the string that S3's GetBucketLocation sends as the text of the document's only element.</summary>
    private const string RootText = "rootText";

    protected override string MediaType => "application/xml";

    public override AwsError ReadError(WireResponse response) => XmlErrors.Read(response);

    protected override byte[] WriteBody(ShapeRef input, List<MemberParameter> members)
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

    protected override void WriteDocument(ShapeRef output, WireResponse response, ResultContext result)
    {
        using var tape = XmlTape.Read(response.Body);
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
