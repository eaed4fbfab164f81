using System.Net.Http.Headers;
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
    private readonly PortMeter _meter;
    private readonly TimeProvider _time;
    private readonly ResiliencePipeline<PortAnswer> _attempt;

    public PortWire(PortOptions options, HttpMessageHandler handler, RateBudget budget, PortMeter meter, TimeProvider time)
    {
        (_budget, _meter, _time) = (budget, meter, time);
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
        await _budget.SpendAsync(request.IsBackground, cancellationToken);
        var isAnswered = false;
        try
        {
            _meter.Sent(request);
            var (answer, headers) = await ReadAsync(request, token, cancellationToken);
            isAnswered = true;
            _meter.Received(answer);
            return Settle(answer, headers);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or TimeoutRejectedException)
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
                _budget.Unanswered();
            }
        }
    }

    public void Dispose() => _http.Dispose();

    private PortAnswer Settle(PortAnswer answer, RateHeaders headers)
    {
        if (answer.Status != 429)
        {
            _budget.Accepted(headers);
            return answer;
        }

        return answer with { RetryAfter = _budget.Refused(answer.RetryAfter ?? headers.ResetsIn) };
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
        var message = new HttpRequestMessage(request.Method, new Uri(_baseUrl.AbsoluteUri.TrimEnd('/') + request.Path + request.Query));
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
