using System.Buffers;
using System.Text;
using System.Text.Json;
using Pipeline.Aws.Paging;
using Pipeline.Aws.Protocols;

namespace Pipeline.Aws.Tests.ProtocolVectors;

/// <summary>Converts a case's response and compares the result, or the error, with what is expected.</summary>
internal static class OutputCase
{
    public static void Check(ProtocolCase @case)
    {
        var response = ReadResponse(@case.Definition.GetProperty("response"));
        var protocol = Protocol.For(@case.Operation.Service);
        if (response.StatusCode >= 300)
        {
            var error = protocol.ReadError(response);
            Assert.Equal(@case.Definition.GetProperty("errorCode").GetString(), error.Code);
            if (@case.Definition.TryGetProperty("errorMessage", out var message))
            {
                Assert.Equal(message.GetString(), error.Message);
            }

            return;
        }

        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer);
        protocol.WriteResult(@case.Operation, response, new ResultContext(writer, AwsTextStyle.Iso8601, new PageNotes(null)));
        writer.Flush();
        ResultComparer.Check(@case.Definition.GetProperty("result"), JsonElement.Parse(buffer.WrittenSpan), @case.Operation.Output);
    }

    private static WireResponse ReadResponse(JsonElement response)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (response.TryGetProperty("headers", out var given))
        {
            foreach (var header in given.EnumerateObject())
            {
                headers[header.Name] = header.Value.GetString()!;
            }
        }

        var body = response.TryGetProperty("body", out var text) ? text.GetString()! : "";
        return new WireResponse(response.GetProperty("status_code").GetInt32(), headers, Encoding.UTF8.GetBytes(body));
    }
}
