using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Http;
using Pipeline.Simulator.Aws;
using Pipeline.Simulator.Aws.Signing;

namespace Pipeline.Simulator.Recording;

/// <summary>Counts every request and keeps the latest, within the bounds of the options.</summary>
internal sealed class RequestLog(SimulatorOptions options, TimeProvider clock)
{
    private const int SmallBody = 8 * 1024;

    private readonly ConcurrentDictionary<string, long> counts = new(StringComparer.Ordinal);
    private readonly Queue<RecordedRequest> kept = new();
    private readonly Lock gate = new();
    private long number;
    private long bodyBytes;

    /// <summary>Requests per operation and outcome, such as <c>aws cloudcontrolapi ListResources</c>.</summary>
    public IReadOnlyDictionary<string, long> Counts => new SortedDictionary<string, long>(counts, StringComparer.Ordinal);

    public IReadOnlyList<RecordedRequest> Kept
    {
        get
        {
            lock (gate)
            {
                return [.. kept];
            }
        }
    }

    public void AddAws(
        HttpContext context, AuthorizationHeader? authorization, string operation, AwsError? error, ReadOnlyMemory<byte> body, TimeSpan took)
    {
        var name = $"aws {authorization?.Service ?? "unsigned"} {operation}";
        Count(name);
        if (error is not null)
        {
            Count($"{name} {error.Code}");
        }

        Keep(context, "aws", $"{authorization?.Service}/{operation}", error?.Code, body, took);
    }

    public void AddPort(HttpContext context, string route, string? error, ReadOnlyMemory<byte> body, TimeSpan took)
    {
        Count($"port {context.Request.Method} {route}");
        if (context.Response.StatusCode >= 300)
        {
            Count(FormattableString.Invariant($"port {context.Request.Method} {route} {context.Response.StatusCode}"));
        }

        Keep(context, "port", context.Request.Path.Value ?? string.Empty, error, body, took);
    }

    private void Count(string name) => counts.AddOrUpdate(name, 1, static (_, count) => count + 1);

    private void Keep(HttpContext context, string side, string path, string? error, ReadOnlyMemory<byte> body, TimeSpan took)
    {
        var request = context.Request;
        var record = new RecordedRequest(
            Interlocked.Increment(ref number),
            clock.GetUtcNow(),
            side,
            request.Method,
            path,
            request.QueryString.Value ?? string.Empty,
            request.Headers.UserAgent.ToString(),
            context.Response.StatusCode,
            body.Length,
            took.TotalMilliseconds)
        {
            Error = error,
            Body = body.Length > 0 && (body.Length <= SmallBody || options.RecordLargeBodies) ? Encoding.UTF8.GetString(body.Span) : null,
        };
        lock (gate)
        {
            kept.Enqueue(record);
            bodyBytes += record.Body?.Length ?? 0;
            while (kept.Count > options.RecordedRequests || bodyBytes > options.RecordedBodyBytes)
            {
                bodyBytes -= kept.Dequeue().Body?.Length ?? 0;
            }
        }
    }
}
