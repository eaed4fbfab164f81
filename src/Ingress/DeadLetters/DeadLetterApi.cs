using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Pipeline.Hosting.DeadLetters;
using Pipeline.Ingress.Webhook;
using Pipeline.Messaging.ClaimCheck;
using Pipeline.Messaging.DeadLetters;
using Pipeline.ServiceDefaults;
using Pipeline.ServiceDefaults.Logging;

namespace Pipeline.Ingress.DeadLetters;

/// <summary>Lists, shows and replays dead letters for whoever has the key of the run API.</summary>
internal sealed class DeadLetterApi(Secret key, IDeadLetters letters, IClaimCheckStore store, SecretRedactor redactor, TimeProvider time)
{
    private const string Scheme = "Bearer ";
    private const int RowsByDefault = 100;
    private const int MostRows = 1_000;
    private const int ReplayedByDefault = 1_000;
    private const int MostReplayed = 10_000;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        MaxDepth = 1024,
    };

    private readonly KeyRing _keys = new([key.Reveal()]);

    public async Task<IResult> ListAsync(HttpContext context)
    {
        if (!MayAsk(context))
        {
            return WebhookReply.Unauthorized;
        }

        var query = DeadLetterQuery.Read(context.Request.Query, RowsByDefault, MostRows, time.GetUtcNow());
        return query.Errors.Count > 0 ? Bad(query) : await ListAsync(query, context.RequestAborted);
    }

    public async Task<IResult> ShowAsync(HttpContext context, string id)
    {
        if (!MayAsk(context))
        {
            return WebhookReply.Unauthorized;
        }

        var letter = await letters.ListAsync(new DeadLetterFilter { Id = id }, context.RequestAborted).FirstOrDefaultAsync(context.RequestAborted);
        return letter is null
            ? WebhookReply.NotFound
            : Answer(await DeadLetterView.FullAsync(letter, new ClaimRenewal(store), context.RequestAborted));
    }

    // Who hangs up ends it, and nothing is lost: it is asked for again until nothing more is there.
    public async Task<IResult> ReplayAsync(HttpContext context)
    {
        if (!MayAsk(context))
        {
            return WebhookReply.Unauthorized;
        }

        var query = DeadLetterQuery.Read(context.Request.Query, ReplayedByDefault, MostReplayed, time.GetUtcNow());
        if (query.Errors.Count > 0)
        {
            return Bad(query);
        }

        return query.IsDryRun
            ? await ListAsync(query, context.RequestAborted)
            : Answer(await letters.ReplayAsync(query.Filter, new ReplayOptions { PerSecond = query.Rate, Most = query.Limit }, context.RequestAborted));
    }

    private async Task<IResult> ListAsync(DeadLetterQuery query, CancellationToken cancellationToken)
    {
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var rows = new List<DeadLetterView>();
        await foreach (var letter in letters.ListAsync(query.Filter, cancellationToken))
        {
            counts[letter.Queue] = counts.GetValueOrDefault(letter.Queue) + 1;
            if (rows.Count < query.Limit)
            {
                rows.Add(DeadLetterView.Row(letter));
            }
        }

        return Answer(new { count = counts.Values.Sum(), queues = counts, letters = rows });
    }

    private bool MayAsk(HttpContext context) =>
        context.Request.Headers.Authorization is [{ } authorization]
        && authorization.StartsWith(Scheme, StringComparison.Ordinal)
        && _keys.Holds(authorization[Scheme.Length..]);

    private IResult Answer<T>(T value) => Results.Content(redactor.Redact(JsonSerializer.Serialize(value, Json)), "application/json");

    private static IResult Bad(DeadLetterQuery query) =>
        Results.Json(new { ok = false, error = string.Join("; ", query.Errors) }, statusCode: StatusCodes.Status400BadRequest);
}
