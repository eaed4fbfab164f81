using Microsoft.AspNetCore.Http;
using Pipeline.Ingress.LiveEvents.Parsing;

namespace Pipeline.Ingress.Webhook;

/// <summary>What senders of live events are answered.</summary>
internal static class WebhookReply
{
    private static readonly object Ok = new { ok = true };

    public static IResult Accepted { get; } = Results.Json(Ok, statusCode: StatusCodes.Status202Accepted);

    /// <summary>One answer for every cause: what was wrong with the key is nobody's business.</summary>
    public static IResult Unauthorized { get; } = Refused(StatusCodes.Status401Unauthorized, "unauthorized");

    public static IResult NotFound { get; } = Refused(StatusCodes.Status404NotFound, "not found");

    public static IResult MethodNotAllowed { get; } = Refused(StatusCodes.Status405MethodNotAllowed, "method not allowed");

    public static IResult TooLarge { get; } = Refused(StatusCodes.Status413PayloadTooLarge, "the body is larger than 256 KB");

    public static IResult WrongType { get; } = Refused(StatusCodes.Status415UnsupportedMediaType, "the body must be application/json, not compressed");

    public static IResult Busy { get; } = Refused(StatusCodes.Status503ServiceUnavailable, "the event could not be queued now; send it again");

    public static IResult NotJson(string problem) => Refused(StatusCodes.Status400BadRequest, problem);

    public static IResult BadEvent(IReadOnlyList<EventProblem> problems) => Results.Json(
        new { ok = false, error = "the body is no event", detail = problems.Select(problem => new { loc = problem.Place, msg = problem.Message, type = problem.Kind }) },
        statusCode: StatusCodes.Status422UnprocessableEntity);

    public static IResult Refused(int status, string error) => Results.Json(new { ok = false, error }, statusCode: status);
}
