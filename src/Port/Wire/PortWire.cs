using System.Net.Http.Headers;
using System.Net.Sockets;
using Polly;
using Polly.Timeout;

namespace Pipeline.Port;

/// <summary>Sends one request once: waits for its turn within the rate budget, counts it, and reads the answer to its end.</summary>
internal sealed class PortWire : IDisposable
{
    private readonly HttpClient _http;
    private readonly Uri _baseUrl;
    private readonly string _userAgent;
    private readonly RateBudget _budget;
    private readonly RateBudget _ingestBudget;
    private readonly PortMeter _meter;
    private readonly TimeProvider _time;
    private readonly ResiliencePipeline<PortAnswer> _attempt;

    /// <param name="options">Where Port is and who calls.</param>
    /// <param name="handler">What sends; disposed with this.</param>
    /// <param name="budget">For Port's API, and for what else answers at its address.</param>
    /// <param name="ingestBudget">For ingest services at other addresses: their limits say nothing of the API's.</param>
    /// <param name="meter">Counts.</param>
    /// <param name="time">Clock.</param>
    public PortWire(
        PortOptions options, HttpMessageHandler handler, RateBudget budget, RateBudget ingestBudget, PortMeter meter, TimeProvider time)
    {
        (_budget, _ingestBudget, _meter, _time) = (budget, ingestBudget, meter, time);
        _http = new HttpClient(handler, disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };
        _baseUrl = new Uri(options.BaseUrl.TrimEnd('/'));
        _userAgent = $"port-ocean/{options.IntegrationType}/{options.IntegrationVersion}/{options.IntegrationIdentifier}";
        _attempt = new ResiliencePipelineBuilder<PortAnswer> { TimeProvider = time }
            .AddTimeout(options.RequestTimeout)
            .Build();
    }

    /// <exception cref="PortException">There was no answer.</exception>
    public async ValueTask<PortAnswer> ExchangeAsync(PortRequest request, PortToken? token, CancellationToken cancellationToken)
    {
        var budget = BudgetOf(request);
        await budget.SpendAsync(request.LeavesShare, cancellationToken);
        var isAnswered = false;
        try
        {
            _meter.Sent(request);
            var (answer, headers) = await ReadAsync(request, token, cancellationToken);
            isAnswered = true;
            _meter.Received(answer);
            return Settle(budget, answer, headers);
        }
        // A connection that is gone as it is made comes out of HttpClient as what the socket said.
        catch (Exception exception) when (exception is HttpRequestException or IOException or SocketException or TimeoutRejectedException)
        {
            var cause = exception is TimeoutRejectedException late
                ? new TimeoutException($"no answer within {late.Timeout.TotalSeconds:0.#} s")
                : exception;
            throw PortErrors.FromBrokenExchange(request, cause);
        }
        finally
        {
            if (!isAnswered)
            {
                budget.Unanswered();
            }
        }
    }

    public void Dispose() => _http.Dispose();

    private RateBudget BudgetOf(PortRequest request) =>
        request.Origin is null || request.Origin.Authority == _baseUrl.Authority ? _budget : _ingestBudget;

    private static PortAnswer Settle(RateBudget budget, PortAnswer answer, RateHeaders headers)
    {
        if (answer.Status != 429)
        {
            budget.Accepted(headers);
            return answer;
        }

        return answer with { RetryAfter = budget.Refused(answer.RetryAfter ?? headers.ResetsIn) };
    }

    private async Task<(PortAnswer Answer, RateHeaders Headers)> ReadAsync(
        PortRequest request, PortToken? token, CancellationToken cancellationToken)
    {
        RateHeaders headers = default;
        var answer = await _attempt.ExecuteAsync(
            async attempt =>
            {
                using var message = Compose(request, token);
                using var response = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, attempt);
                var body = await response.Content.ReadAsByteArrayAsync(attempt);
                var now = _time.GetUtcNow();
                headers = RateHeaders.Read(response.Headers, now);
                return new PortAnswer(
                    (int)response.StatusCode, body, TraceId(response), RateHeaders.ReadRetryAfter(response.Headers, now));
            },
            cancellationToken);
        return (answer, headers);
    }

    private HttpRequestMessage Compose(PortRequest request, PortToken? token)
    {
        // The path is appended as text: resolving it against the base would drop a base path and touch the encoding.
        var origin = request.Origin is { } other ? other.GetLeftPart(UriPartial.Authority) : _baseUrl.AbsoluteUri.TrimEnd('/');
        var message = new HttpRequestMessage(request.Method, new Uri(origin + request.Path + request.Query));
        message.Headers.TryAddWithoutValidation("User-Agent", request.IsEntityOperation ? _userAgent + "/exporter" : _userAgent);
        if (token is not null)
        {
            message.Headers.TryAddWithoutValidation("Authorization", token.Authorization);
        }

        if (request.Body is { } body)
        {
            message.Content = new ReadOnlyMemoryContent(body);
            message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        return message;
    }

    private static string? TraceId(HttpResponseMessage response) =>
        response.Headers.TryGetValues("x-trace-id", out var values) ? PortError.Clean(values.FirstOrDefault()) : null;
}
