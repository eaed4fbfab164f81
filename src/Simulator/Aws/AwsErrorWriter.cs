using System.Buffers;
using System.Security;
using System.Text;
using System.Text.Json;
using Pipeline.Simulator.Hosting;

namespace Pipeline.Simulator.Aws;

/// <summary>Writes errors as each protocol has them.</summary>
internal static class AwsErrorWriter
{
    public static void Write(AwsError error, AwsProtocol protocol, string requestId, PooledBuffer answer)
    {
        answer.Clear();
        if (protocol == AwsProtocol.Query)
        {
            var type = error.Status >= 500 ? "Receiver" : "Sender";
            answer.Write(Encoding.UTF8.GetBytes(
                $"""
                <ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
                  <Error><Type>{type}</Type><Code>{error.Code}</Code><Message>{SecurityElement.Escape(error.Message)}</Message></Error>
                  <RequestId>{requestId}</RequestId>
                </ErrorResponse>
                """));
            return;
        }

        if (protocol == AwsProtocol.RestXml)
        {
            answer.Write(Encoding.UTF8.GetBytes(
                $"<Error><Code>{error.Code}</Code><Message>{SecurityElement.Escape(error.Message)}</Message><RequestId>{requestId}</RequestId></Error>"));
            return;
        }

        using var writer = new Utf8JsonWriter(answer);
        writer.WriteStartObject();
        writer.WriteString("__type"u8, error.Code);
        // Services differ in the case of this one; clients must read both.
        writer.WriteString(protocol == AwsProtocol.Json10 ? "Message"u8 : "message"u8, error.Message);
        writer.WriteEndObject();
    }
}
