using System.Globalization;
using Microsoft.AspNetCore.Http;
using Pipeline.Ingress.Runs;
using Pipeline.Ingress.Webhook;
using Pipeline.Ledger;
using Pipeline.Ledger.Queue;
using Pipeline.ServiceDefaults.Logging;

namespace Pipeline.Ingress.Api;

/// <summary>
/// The run API: what runs did, and orders to start and cancel them. Whatever is asked, the key is looked at first, and one
/// answer is given for every fault of it.
/// </summary>
internal sealed class RunApi(
    RunApiOptions options, IRunLedger ledger, IRunQueue queue, RunCoordinator runs, SecretRedactor redactor, TimeProvider time)
{
    private const string Scheme = "Bearer ";

    private readonly KeyRing _keys = new(options.Keys.Select(key => key.Reveal()));
    private readonly OrderBudget _orders = new(options.OrdersPerMinute, time);

    public Task<IResult> ListAsync(HttpContext context) => IfKnownAsync(context, async () =>
        Json(StatusCodes.Status200OK, await ledger.ListRunsAsync(context.RequestAborted).ToListAsync(context.RequestAborted)));

    public Task<IResult> ShowAsync(HttpContext context, string id) => IfKnownAsync(context, async () =>
        Guid.TryParse(id, out var runId) && await ledger.FindRunAsync(runId, context.RequestAborted) is { } run
            ? Json(StatusCodes.Status200OK, run)
            : WebhookReply.NotFound);

    public Task<IResult> StartAsync(HttpContext context) => IfOrderedAsync(context, async () =>
    {
        if (await BodyReader.ReadAsync(context.Request, context.RequestAborted) is not { } body)
        {
            return WebhookReply.TooLarge;
        }

        try
        {
            // Who hangs up has asked all the same.
            var run = await runs.RequestAsync(RunOrder.Read(body), CancellationToken.None);
            context.Response.Headers.Location = $"/runs/{run.RunId}";
            return Results.Json(new { ok = true, run = run.RunId, waits = run.Waits }, statusCode: StatusCodes.Status202Accepted);
        }
        catch (BadOrderException exception)
        {
            return WebhookReply.NotJson(exception.Message);
        }
    });

    public Task<IResult> CancelAsync(HttpContext context, string id) => IfOrderedAsync(context, async () =>
    {
        var state = await queue.FindAsync(context.RequestAborted);
        if (!Guid.TryParse(id, out var runId) || (state.Current?.RunId != runId && state.Waiting?.RunId != runId))
        {
            return Guid.TryParse(id, out runId) && await ledger.FindProgressAsync(runId, context.RequestAborted) is not null
                ? WebhookReply.Refused(StatusCodes.Status409Conflict, "the run has ended")
                : WebhookReply.NotFound;
        }

        await runs.CancelAsync(runId, "It was cancelled through the run API.", CancellationToken.None);
        return Results.Json(new { ok = true, run = runId }, statusCode: StatusCodes.Status202Accepted);
    });

    private Task<IResult> IfOrderedAsync(HttpContext context, Func<Task<IResult>> answer) => IfKnownAsync(context, async () =>
    {
        if (_orders.Take() is not { } wait)
        {
            return await answer();
        }

        context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return WebhookReply.Refused(StatusCodes.Status429TooManyRequests, $"no more than {options.OrdersPerMinute} orders a minute");
    });

    private async Task<IResult> IfKnownAsync(HttpContext context, Func<Task<IResult>> answer) =>
        context.Request.Headers.Authorization is [{ } authorization]
        && authorization.StartsWith(Scheme, StringComparison.Ordinal)
        && _keys.Holds(authorization[Scheme.Length..])
            ? await answer()
            : WebhookReply.Unauthorized;

    private IResult Json<TValue>(int status, TValue value) =>
        Results.Text(redactor.Redact(RunJson.Write(value)), "application/json; charset=utf-8", statusCode: status);
}
