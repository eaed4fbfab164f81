using System.Text;
using System.Text.Json;
using Pipeline.Aws.Errors;
using Pipeline.Aws.Models;
using Pipeline.Aws.Protocols.Xml;

namespace Pipeline.Aws.Protocols.Query;

/// <summary>AWS query: a form in, XML out.</summary>
internal sealed class QueryProtocol : Protocol
{
    public override WireRequest Serialize(Operation operation, JsonElement parameters)
    {
        var request = new WireRequest { Method = operation.Method };
        request.Headers["Content-Type"] = Form.ContentType;

        var form = new Form(operation.Name, operation.Service.ApiVersion);
        var input = new Parameter(parameters, operation.Input ?? EmptyInput, "");
        request.HostPrefix = Rest.HostPrefix.Expand(operation, input);
        QueryParameters.Append(form, input, "");
        request.Body = Encoding.UTF8.GetBytes(form.ToString());
        return request;
    }

    public override void WriteResult(Operation operation, WireResponse response, ResultContext result)
    {
        result.Writer.WriteStartObject();
        if (operation.Output is { } output && response.Body.Length > 0)
        {
            using var tape = XmlTape.Read(response.Body);
            var start = output.Traits.ResultWrapper is { } wrapper ? tape.Child(XmlTape.Root, wrapper) : XmlTape.Root;
            new XmlResultConverter(tape, result).WriteMembers(start, output.Shape, result.Notes.Root);
        }

        result.Writer.WriteEndObject();
    }

    public override AwsError ReadError(WireResponse response) => XmlErrors.Read(response);
}
