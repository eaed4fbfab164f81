using System.Xml;
using Pipeline.Aws.Errors;

namespace Pipeline.Aws.Protocols.Xml;

/// <summary>
/// Reads errors of the XML protocols: <c>ErrorResponse/Error</c> (query, REST), <c>Response/Errors/Error</c> (EC2) or
/// <c>Error</c> alone (S3).
/// </summary>
internal static class XmlErrors
{
    public static AwsError Read(WireResponse response)
    {
        try
        {
            using var tape = XmlTape.Read(response.Body);
            var error = Find(tape);
            return new AwsError(
                Text(tape, error, "Code") ?? AwsError.HttpCode(response.StatusCode),
                Text(tape, error, "Message") ?? "",
                Text(tape, XmlTape.Root, "RequestId") ?? Text(tape, XmlTape.Root, "RequestID") ?? response.RequestId,
                response.StatusCode);
        }
        catch (XmlException)
        {
            return new AwsError(AwsError.HttpCode(response.StatusCode), "", response.RequestId, response.StatusCode);
        }
    }

    private static int Find(XmlTape tape)
    {
        if (tape.Name(XmlTape.Root) == "Error")
        {
            return XmlTape.Root;
        }

        var errors = tape.Child(XmlTape.Root, "Errors");
        return tape.Child(errors == XmlTape.None ? XmlTape.Root : errors, "Error");
    }

    private static string? Text(XmlTape tape, int element, string name) =>
        tape.Child(element, name) is var child and not XmlTape.None && tape.Text(child) is { IsEmpty: false } text
            ? text.ToString()
            : null;
}
