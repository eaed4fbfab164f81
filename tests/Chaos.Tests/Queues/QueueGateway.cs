using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Pipeline.Chaos.Tests.Queues;

/// <summary>
/// Stands before SNS and SQS and understands what it passes on: it can publish everything once more, refuse one
/// operation, or change what is published, as a service of another version would have written it.
/// </summary>
internal sealed class QueueGateway : IAsyncDisposable
{
    private readonly HttpClient _target;
    private readonly Random _chance;
    private readonly ConcurrentBag<Task> _copies = [];
    private readonly CancellationTokenSource _stopping = new();
    private LoopbackServer? _server;

    private QueueGateway(Uri target, int seed)
    {
        _target = new HttpClient { BaseAddress = target, Timeout = Timeout.InfiniteTimeSpan };
        _chance = new Random(seed);
    }

    public Uri Address => new(_server!.Url);

    /// <summary>How often what is published is published once more.</summary>
    public int Copies { get; set; }

    /// <summary>The longest time after which that happens.</summary>
    public TimeSpan CopiesWithin { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>An operation that is answered as throttled; null for none.</summary>
    public string? Throttled { get; set; }

    /// <summary>What becomes of the form of a publication; null to leave it.</summary>
    public Func<byte[], byte[]>? Rewrite { get; set; }

    /// <summary>Messages that were published once more.</summary>
    public int Copied { get; private set; }

    /// <summary>How old the oldest message was that was handed out, counted from when it was sent.</summary>
    public TimeSpan OldestHandedOut { get; private set; }

    /// <summary>Requests that were refused.</summary>
    public int Refused { get; private set; }

    public static async Task<QueueGateway> StartAsync(Uri target, int seed)
    {
        var gateway = new QueueGateway(target, seed);
        gateway._server = await LoopbackServer.StartAsync(gateway.PassAsync);
        return gateway;
    }

    /// <summary>Waits until every copy was published.</summary>
    public Task CopiedAsync() => Task.WhenAll(_copies);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_copies).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _server!.DisposeAsync();
        _target.Dispose();
        _stopping.Dispose();
    }

    private async Task PassAsync(HttpContext context)
    {
        using var buffer = new MemoryStream();
        await context.Request.Body.CopyToAsync(buffer, context.RequestAborted);
        var body = buffer.ToArray();
        if (Throttled is { } operation && context.Request.Headers["X-Amz-Target"].ToString().EndsWith(operation, StringComparison.Ordinal))
        {
            Refused++;
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await context.Response.WriteAsync("""{"__type":"com.amazonaws.sqs#RequestThrottled","message":"Slow down."}""");
            return;
        }

        if (body.AsSpan().StartsWith("Action=PublishBatch&"u8))
        {
            body = Rewrite?.Invoke(body) ?? body;
            Repeat(context.Request, body);
        }

        using var request = Copy(context.Request, body);
        await AnswerAsync(context, request);
    }

    private async Task AnswerAsync(HttpContext context, HttpRequestMessage request)
    {
        try
        {
            using var answer = await _target.SendAsync(request, context.RequestAborted);
            context.Response.StatusCode = (int)answer.StatusCode;
            foreach (var (name, values) in answer.Content.Headers.Concat(answer.Headers).Where(header => header.Key != "Transfer-Encoding"))
            {
                context.Response.Headers[name] = new StringValues([.. values]);
            }

            var content = await answer.Content.ReadAsByteArrayAsync(context.RequestAborted);
            if (context.Request.Headers["X-Amz-Target"].ToString().EndsWith("ReceiveMessage", StringComparison.Ordinal))
            {
                NoteAge(content);
            }

            await context.Response.Body.WriteAsync(content, context.RequestAborted);
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            context.Abort();
        }
    }

    private void NoteAge(byte[] answer)
    {
        var now = TimeProvider.System.GetUtcNow();
        foreach (var message in JsonNode.Parse(answer)?["Messages"]?.AsArray() ?? [])
        {
            if (message?["Attributes"]?["SentTimestamp"]?.GetValue<string>() is { } sent)
            {
                var age = now - DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(sent, CultureInfo.InvariantCulture));
                OldestHandedOut = age > OldestHandedOut ? age : OldestHandedOut;
            }
        }
    }

    private void Repeat(HttpRequest original, byte[] body)
    {
        for (var copy = 0; copy < Copies; copy++)
        {
            _copies.Add(RepeatAsync(Copy(original, body), CopiesWithin * Draw()));
        }
    }

    private async Task RepeatAsync(HttpRequestMessage request, TimeSpan after)
    {
        using (request)
        {
            await Task.Delay(after, _stopping.Token);
            using var answer = await _target.SendAsync(request, _stopping.Token);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Copied++;
        }
    }

    private static HttpRequestMessage Copy(HttpRequest original, byte[] body)
    {
        var copy = new HttpRequestMessage(new HttpMethod(original.Method), original.Path + original.QueryString) { Content = new ByteArrayContent(body) };
        foreach (var (name, values) in original.Headers.Where(header => header.Key is not ("Host" or "Content-Length")))
        {
            if (!copy.Headers.TryAddWithoutValidation(name, values.ToArray()))
            {
                copy.Content.Headers.TryAddWithoutValidation(name, values.ToArray());
            }
        }

        return copy;
    }

    private double Draw()
    {
        lock (_chance)
        {
            return _chance.NextDouble();
        }
    }
}
