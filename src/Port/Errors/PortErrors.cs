using System.Net.Sockets;
using System.Net;
using System.Security.Authentication;

namespace Pipeline.Port;

/// <summary>The one place where an answer or a broken exchange becomes a classified error.</summary>
internal static class PortErrors
{
    public static PortErrorKind Classify(int status, PortError error) => status switch
    {
        401 => PortErrorKind.Unauthorized,
        403 => PortErrorKind.Forbidden,
        404 when !error.IsPorts || IsRoute(error) => PortErrorKind.RouteMissing,
        404 => PortErrorKind.NotFound,
        405 or 501 => PortErrorKind.RouteMissing,
        409 => PortErrorKind.Conflict,
        400 or 422 => PortErrorKind.Invalid,
        413 => PortErrorKind.TooLarge,
        408 or 429 or >= 500 => PortErrorKind.Transient,
        _ => PortErrorKind.Unexpected,
    };

    public static PortException FromAnswer(PortRequest request, PortAnswer answer)
    {
        var error = answer.Error;
        var kind = Classify(answer.Status, error);
        if (kind == PortErrorKind.NotFound && request.HasNoResource)
        {
            kind = PortErrorKind.RouteMissing;
        }

        var said = error.Message ?? Hint(answer.Status);
        var trace = answer.TraceId is null ? "" : $" (trace {answer.TraceId})";
        return new PortException(
            kind, $"Port answered {answer.Status}{(error.Code is null ? "" : " " + error.Code)} to {request}: {said}{trace}")
        {
            StatusCode = answer.Status,
            ErrorCode = error.Code,
            PortMessage = error.Message,
            TraceId = answer.TraceId,
            Method = request.Method.Method,
            Path = request.Path,
        };
    }

    public static PortException FromBrokenExchange(PortRequest request, Exception exception)
    {
        // A certificate that does not verify stays so; a handshake that is cut off may work the next time.
        var kind = exception.InnerException is AuthenticationException ? PortErrorKind.Unexpected : PortErrorKind.Transient;
        var reason = exception is TimeoutException ? exception.Message : PortError.Clean(exception.GetBaseException().Message);
        return new PortException(kind, $"Port did not answer {request}: {reason}", exception)
        {
            Method = request.Method.Method,
            Path = request.Path,
            NeverSent = exception is SocketException or HttpRequestException
            {
                HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError,
            },
        };
    }

    public static PortException Unreadable(PortRequest request, PortAnswer answer, Exception? exception) =>
        new(PortErrorKind.Unexpected, $"Port answered {answer.Status} to {request} with a body that is not the expected JSON. Is OCEAN__PORT__BASE_URL Port's API?", exception)
        {
            StatusCode = answer.Status,
            TraceId = answer.TraceId,
            Method = request.Method.Method,
            Path = request.Path,
        };

    private static bool IsRoute(PortError error) =>
        error.Message is { } message && message.StartsWith("Route ", StringComparison.OrdinalIgnoreCase);

    private static string Hint(int status) => status switch
    {
        >= 300 and < 400 => "a redirect, which is not followed. Is OCEAN__PORT__BASE_URL Port's API?",
        403 => "not allowed for these credentials, or from this address.",
        404 => "no such route. Is OCEAN__PORT__BASE_URL Port's API?",
        _ => ((HttpStatusCode)status).ToString(),
    };
}
