using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using Pipeline.Ingress.LiveEvents.Intake;
using Pipeline.Ingress.LiveEvents.Parsing;

namespace Pipeline.Ingress.Webhook;

/// <summary>
/// Everything below <c>/integration</c>. Whatever is asked, the key is looked at first; then a body of events is taken in, and
/// answered 202 when it is safe.
/// </summary>
internal sealed class WebhookEndpoint(WebhookKeys keys, LiveEventIntake intake, WebhookOptions options) : IDisposable
{
    public const string KeyHeader = "x-port-aws-ocean-api-key";

    private const string Route = "webhook";
    private const string RetryAfterSeconds = "5";

    private readonly SemaphoreSlim _room = new(options.ConcurrentRequests);

    public async Task<IResult> HandleAsync(HttpContext context, string? route)
    {
        if (HttpMethods.IsOptions(context.Request.Method))
        {
            return Handshake(context.Response);
        }

        // Two keys in one request are a fault or a trick; which of them counts would be a guess.
        if (context.Request.Headers[KeyHeader] is not [{ } key] || !keys.Accept(key))
        {
            return WebhookReply.Unauthorized;
        }

        if (route?.TrimEnd('/') != Route)
        {
            return WebhookReply.NotFound;
        }

        if (!HttpMethods.IsPost(context.Request.Method))
        {
            context.Response.Headers.Allow = "POST, OPTIONS";
            return WebhookReply.MethodNotAllowed;
        }

        return IsJson(context.Request) ? await TakeAsync(context) : WebhookReply.WrongType;
    }

    /// <inheritdoc/>
    public void Dispose() => _room.Dispose();

    private async Task<IResult> TakeAsync(HttpContext context)
    {
        if (!await _room.WaitAsync(TimeSpan.Zero))
        {
            return Busy(context.Response);
        }

        try
        {
            return await AcceptAsync(context);
        }
        finally
        {
            _room.Release();
        }
    }

    private async Task<IResult> AcceptAsync(HttpContext context)
    {
        // The server cuts off whoever goes on sending after the answer.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = BodyReader.Limit + 1;
        }

        try
        {
            return await ReadAsync(context);
        }
        catch (BadHttpRequestException exception)
        {
            return exception.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? WebhookReply.TooLarge
                : WebhookReply.NotJson("the request is not HTTP as it should be");
        }
    }

    private async Task<IResult> ReadAsync(HttpContext context)
    {
        try
        {
            if (await BodyReader.ReadAsync(context.Request, context.RequestAborted) is not { } body)
            {
                return WebhookReply.TooLarge;
            }

            await intake.AcceptAsync(body, context.RequestAborted);
            return WebhookReply.Accepted;
        }
        catch (NotJsonException exception)
        {
            return WebhookReply.NotJson(exception.Message);
        }
        catch (BadEventException exception)
        {
            return WebhookReply.BadEvent(exception.Problems);
        }
        catch (EventsNotKeptException)
        {
            return Busy(context.Response);
        }
    }

    private static IResult Busy(HttpResponse response)
    {
        response.Headers.RetryAfter = RetryAfterSeconds;
        return WebhookReply.Busy;
    }

    // CloudEvents' validation of a webhook: https://github.com/cloudevents/spec/blob/main/cloudevents/http-webhook.md
    private static IResult Handshake(HttpResponse response)
    {
        response.Headers["WebHook-Allowed-Rate"] = "100";
        response.Headers["WebHook-Allowed-Origin"] = "*";
        return Results.Ok();
    }

    // Ocean takes a body without a type for JSON; a compressed one could be a bomb.
    private static bool IsJson(HttpRequest request) =>
        request.Headers.ContentEncoding.Count == 0
        && (request.ContentType is null || (MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && IsJson(type)));

    private static bool IsJson(MediaTypeHeaderValue type) =>
        type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase) || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase);
}
