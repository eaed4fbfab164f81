using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Pipeline.Tests.PortApi;

namespace Pipeline.Port.Tests;

/// <summary>
/// Stands where the network begins: records every request, holds it against Port's published API, and answers what the
/// test says. Tokens are given out unless the test answers that route itself.
/// </summary>
public sealed class StubPort(Func<StubRequest, Task<StubAnswer>> answer, TimeProvider time) : HttpMessageHandler
{
    private int _inFlight;
    private int _tokens;

    public StubPort(Func<StubRequest, StubAnswer> answer, TimeProvider time)
        : this(request => Task.FromResult(answer(request)), time)
    {
    }

    public ConcurrentQueue<StubRequest> Requests { get; } = new();

    /// <summary>Requests other than those for tokens.</summary>
    public IReadOnlyList<StubRequest> Calls => [.. Requests.Where(request => !request.IsToken)];

    public int TokenRequests => Requests.Count(request => request.IsToken);

    /// <summary>Most requests that were in flight at once.</summary>
    public int Peak { get; private set; }

    /// <summary>How long a token that the stub gives out by itself lives.</summary>
    public double TokenSeconds { get; set; } = 10_800;

    /// <summary>True when the test answers the token route itself.</summary>
    public bool AnswersTokens { get; init; }

    public async Task<StubAnswer> AnswerAsync(StubRequest request)
    {
        Requests.Enqueue(request);
        MustBeOfTheApi(request);
        return request.IsToken && !AnswersTokens
            ? StubAnswer.Token($"token-{Interlocked.Increment(ref _tokens)}", TokenSeconds)
            : await answer(request);
    }

    /// <exception cref="InvalidOperationException">The request is not one of Port's API.</exception>
    public static void MustBeOfTheApi(StubRequest request)
    {
        if (PortApiDocument.Instance?.RequestFaults(request.Method, request.Path, request.Query, request.Body) is { Count: > 0 } faults)
        {
            throw new InvalidOperationException($"{request} {string.Join("; ", faults)}.");
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var now = Interlocked.Increment(ref _inFlight);
        try
        {
            Peak = Math.Max(Peak, now);
            var recorded = await RecordAsync(request, cancellationToken);
            var answered = await AnswerAsync(recorded).WaitAsync(cancellationToken);
            var response = new HttpResponseMessage((HttpStatusCode)answered.Status)
            {
                Content = new StringContent(answered.Body, Encoding.UTF8, "application/json"),
            };
            foreach (var (name, value) in answered.Headers)
            {
                response.Headers.TryAddWithoutValidation(name, value);
            }

            return response;
        }
        finally
        {
            Interlocked.Decrement(ref _inFlight);
        }
    }

    private async Task<StubRequest> RecordAsync(HttpRequestMessage request, CancellationToken cancellationToken) => new(
        request.Method.Method,
        request.RequestUri!.AbsolutePath,
        request.RequestUri.Query,
        request.Headers.NonValidated.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
        request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken),
        time.GetUtcNow());
}
