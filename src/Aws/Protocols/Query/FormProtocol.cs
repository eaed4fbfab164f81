using System.Text;
using System.Text.Json;
using System.Xml;
using Pipeline.Aws.Errors;
using Pipeline.Aws.Models;
using Pipeline.Aws.Protocols.Xml;

namespace Pipeline.Aws.Protocols.Query;

/// <summary>What AWS query and EC2's form of it share: a form in, XML out.</summary>
internal abstract class FormProtocol : Protocol
{
    private const string DocumentEnding = "Response";

    public sealed override WireRequest Serialize(Operation operation, JsonElement parameters)
    {
        var request = new WireRequest { Method = operation.Method };
        request.Headers["Content-Type"] = Form.ContentType;

        var form = new Form(operation.Name, operation.Service.ApiVersion);
        var input = new Parameter(parameters, operation.Input ?? EmptyInput, "");
        request.HostPrefix = Rest.HostPrefix.Expand(operation, input);
        Append(form, input);
        request.Body = Encoding.UTF8.GetBytes(form.ToString());
        return request;
    }

    public sealed override void WriteResult(Operation operation, WireResponse response, ResultContext result)
    {
        result.Writer.WriteStartObject();
        if (operation.Output is { Shape.Members.Count: > 0 } output)
        {
            using var tape = XmlTape.Read(response.Body);
            new XmlResultConverter(tape, result).WriteMembers(Result(tape, output), output.Shape, result.Notes.Root);
        }

        result.Writer.WriteEndObject();
    }

    public sealed override AwsError ReadError(WireResponse response) => XmlErrors.Read(response);

    protected abstract void Append(Form form, Parameter input);

    // A page that something on the way answered instead of AWS may be well-formed XML too, and would pass for an empty
    // result.
    private static int Result(XmlTape tape, ShapeRef output)
    {
        var result = output.Traits.ResultWrapper is { } wrapper ? tape.Child(XmlTape.Root, wrapper) : XmlTape.Root;
        return result != XmlTape.None && tape.Name(XmlTape.Root).EndsWith(DocumentEnding, StringComparison.Ordinal)
            ? result
            : throw new XmlException($"<{tape.Name(XmlTape.Root)}> is not the answer of an AWS service.");
    }
}
