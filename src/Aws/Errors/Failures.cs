using System.Net.Sockets;
using System.Text.Json;
using System.Xml;
using Pipeline.Aws.Protocols;
using Pipeline.Aws.Transport;

namespace Pipeline.Aws.Errors;

/// <summary>Turns whatever can go wrong with an attempt into the one exception that callers see.</summary>
internal static class Failures
{
    public static AwsException Translate(Exception failure, AwsCall call) => failure switch
    {
        RefusedException refused => Refused(refused.Error, call),
        AwsException known => About(call, known.Class, known.Code, known.Reason, known.InnerException),
        ParameterException wrong => About(call, AwsErrorClass.InvalidRequest, "InvalidParameter", wrong.Message, null),
        // An attempt's own deadline cancels; a timeout is what the connections below report of one that did not come about.
        TimeoutException or OperationCanceledException { InnerException: TimeoutException } =>
            About(call, AwsErrorClass.Unreachable, "Unreachable", "There is no connection: nothing answers at its address.", failure),
        OperationCanceledException =>
            About(call, AwsErrorClass.Transient, "Timeout", "There was no complete answer in time.", failure),
        JsonException or XmlException or FormatException or OverflowException =>
            About(call, AwsErrorClass.Transient, "MalformedResponse", $"The answer cannot be read: {failure.Message}", failure),
        HttpRequestException http when IsUnreachable(http) =>
            About(call, AwsErrorClass.Unreachable, "Unreachable", $"There is no connection: {Innermost(http).Message}", failure),
        // A connection that is gone as it is made comes out of HttpClient as what the socket said.
        HttpRequestException or IOException or SocketException =>
            About(call, AwsErrorClass.Transient, "ConnectionLost", $"The connection broke: {failure.Message}", failure),
        _ => About(call, AwsErrorClass.Unexpected, "ClientFailure", failure.Message, failure),
    };

    private static AwsException Refused(AwsError error, AwsCall call) =>
        new(ErrorClassifier.Classify(error), error.Code, error.Message)
        {
            Service = call.Service,
            Operation = call.Operation,
            Region = call.Region,
            RequestId = error.RequestId ?? "",
            StatusCode = error.StatusCode,
        };

    private static AwsException About(AwsCall call, AwsErrorClass errorClass, string code, string reason, Exception? cause) =>
        new(errorClass, code, reason, cause) { Service = call.Service, Operation = call.Operation, Region = call.Region };

    private static bool IsUnreachable(HttpRequestException failure) =>
        failure.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
            or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError
        || Innermost(failure) is SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.ConnectionRefused };

    private static Exception Innermost(Exception failure) => failure.InnerException is { } inner ? Innermost(inner) : failure;
}
