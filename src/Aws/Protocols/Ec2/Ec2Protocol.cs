using System.Text;
using System.Text.Json;
using Pipeline.Aws.Errors;
using Pipeline.Aws.Models;
using Pipeline.Aws.Protocols.Query;
using Pipeline.Aws.Protocols.Xml;

namespace Pipeline.Aws.Protocols.Ec2;

/// <summary>EC2's own form of query: names in capitals, lists without a level of their own, results without a wrapper.</summary>
internal sealed class Ec2Protocol : Protocol
{
    public override WireRequest Serialize(Operation operation, JsonElement parameters)
    {
        var request = new WireRequest { Method = operation.Method };
        request.Headers["Content-Type"] = Form.ContentType;

        var form = new Form(operation.Name, operation.Service.ApiVersion);
        var input = new Parameter(parameters, operation.Input ?? EmptyInput, "");
        request.HostPrefix = Rest.HostPrefix.Expand(operation, input);
        Ec2Parameters.Append(form, input, "");
        request.Body = Encoding.UTF8.GetBytes(form.ToString());
        return request;
    }

    public override void WriteResult(Operation operation, WireResponse response, ResultContext result)
    {
        result.Writer.WriteStartObject();
        if (operation.Output is { } output && response.Body.Length > 0)
        {
            using var tape = XmlTape.Read(response.Body);
            new XmlResultConverter(tape, result).WriteMembers(XmlTape.Root, output.Shape, result.Notes.Root);
        }

        result.Writer.WriteEndObject();
    }

    public override AwsError ReadError(WireResponse response) => XmlErrors.Read(response);
}
