using Microsoft.AspNetCore.Http;
using Pipeline.Contracts;
using Pipeline.Ingress.Runs;
using Pipeline.Ingress.Webhook;

namespace Pipeline.Ingress.Triggers.Hook;

/// <summary><c>POST /resync</c>: asks for a run, and answers when it has ended, as Ocean does.</summary>
internal sealed class ResyncHook(ResyncHookOptions options, RunCoordinator runs, TimeProvider time)
{
    private const string Scheme = "Bearer ";

    private readonly KeyRing _keys = new(options.Key is { } key ? [key.Reveal()] : []);

    public async Task<IResult> HandleAsync(HttpContext context)
    {
        if (await BodyReader.ReadAsync(context.Request, context.RequestAborted) is not { } body)
        {
            return WebhookReply.TooLarge;
        }

        if (!MayAsk(context.Request.Headers, body.Span))
        {
            return WebhookReply.Unauthorized;
        }

        // Who hangs up does not end the run.
        var run = await runs.RequestAsync("POST /resync", CancellationToken.None);
        var finished = await run.Finished.WaitAsync(context.RequestAborted);
        return Results.Json(
            new { ok = finished.Outcome is RunOutcome.Complete, run = finished.RunId, outcome = finished.Outcome.ToString().ToLowerInvariant() });
    }

    private bool MayAsk(IHeaderDictionary headers, ReadOnlySpan<byte> body) =>
        options.Anonymous
        || (headers.Authorization is [{ } authorization]
            && authorization.StartsWith(Scheme, StringComparison.Ordinal)
            && _keys.Holds(authorization[Scheme.Length..]))
        || (options.SigningSecret is { } secret && PortSignature.IsOn(headers, body, secret.Reveal(), time.GetUtcNow()));
}
