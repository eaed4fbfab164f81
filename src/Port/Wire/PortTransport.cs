using Pipeline.Contracts;
using Polly;
using Polly.CircuitBreaker;

namespace Pipeline.Port;

/// <summary>Carries a call to its final answer: token, turn, attempt, and again where that makes sense.</summary>
internal sealed class PortTransport : IDisposable
{
    /// <summary>One in so many requests at a time is kept for live events.</summary>
    private const int LiveFraction = 5;

    /// <summary>Long enough for a new token and a second try.</summary>
    private static readonly TimeSpan s_backgroundPatience = TimeSpan.FromSeconds(5);

    /// <summary>After Port did not answer a control it is not asked for another: an outage is not to be made heavier.</summary>
    private static readonly TimeSpan s_controlPause = TimeSpan.FromMinutes(2);

    private readonly PortOptions _options;
    private readonly TimeProvider _time;
    private readonly Func<double> _jitter;
    private readonly PortMeter _meter;
    private readonly PortWire _wire;
    private readonly TokenSource _tokens;
    private readonly ConcurrencyWindow _window;

    // Of its own: writes of a resync keep their turn while they wait for the rate limit.
    private readonly ConcurrencyWindow _liveWindow;
    private readonly PortResilience _resilience;
    private readonly PortHealth _health = new();
    private long _absentAt = DateTimeOffset.MinValue.Ticks;

    public PortTransport(
        PortOptions options, HttpMessageHandler handler, TimeProvider time, Func<double> jitter, PortMeter meter, ILogger logger)
    {
        (_options, _time, _jitter, _meter) = (options, time, jitter, meter);
        _wire = new PortWire(
            options, handler, new RateBudget(time, jitter, logger), new RateBudget(time, jitter, logger), meter, time);
        _tokens = new TokenSource(options, _wire, time);
        var live = Math.Max(1, options.MaximumConcurrency / LiveFraction);
        _window = new ConcurrencyWindow(Math.Max(1, options.MaximumConcurrency - live));
        _liveWindow = new ConcurrencyWindow(live);
        _resilience = new PortResilience(_health, time, jitter, logger, IsThereAsync);
    }

    public PortOutage? Outage => _health.Outage;

    public DateTimeOffset Now => _time.GetUtcNow();

    /// <summary>Begins to judge a write by the others of the process.</summary>
    public Blame Judge(int entities) => new(_health, entities);

    /// <summary>Waits before entities that Port failed within a successful answer are sent again.</summary>
    public Task PauseAsync(int attempt, CancellationToken cancellationToken) =>
        Task.Delay(Backoff.Delay(attempt, _jitter()), _time, cancellationToken);

    /// <summary>The answer, when it is a success.</summary>
    /// <exception cref="PortException">It is not, or there was none.</exception>
    public async Task<PortAnswer> RequireAsync(PortRequest request, CancellationToken cancellationToken)
    {
        var answer = await SendAsync(request, cancellationToken);
        return answer.IsSuccess ? answer : throw PortErrors.FromAnswer(request, answer);
    }

    /// <summary>The final answer, a success or a refusal that repeating will not change.</summary>
    /// <exception cref="PortException">Patience ran out, or Port cannot be reached at all.</exception>
    public async Task<PortAnswer> SendAsync(PortRequest request, CancellationToken cancellationToken)
    {
        var patience = request.IsBackground ? s_backgroundPatience : request.IsWrite ? _options.WritePatience : _options.ReadPatience;
        var call = new PortCall(request, request.StartedAt ?? _time.GetUtcNow(), patience);
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(PortResilience.Call, call);
        try
        {
            return await _resilience.Pipeline.ExecuteAsync(
                static (attempt, state) => state.Transport.AttemptAsync(state.Call, attempt.CancellationToken),
                context,
                (Transport: this, Call: call));
        }
        catch (PortException exception) when (request.Blame is { IsSettled: true })
        {
            return new PortAnswer(0, ReadOnlyMemory<byte>.Empty, null, null) { Silence = exception.Message };
        }
        catch (BrokenCircuitException exception)
        {
            throw new PortException(PortErrorKind.Transient, $"{Outage?.ToString() ?? "Port is down"} ({request})", exception)
            {
                Method = request.Method.Method,
                Path = request.Path,
            };
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    /// <summary>
    /// Sends once, past retries and circuit breaker: for ingest services, whose failures say nothing of Port's API and
    /// whose content is not worth sending twice. Not sent at all while Port is down.
    /// </summary>
    /// <exception cref="PortException">It was not accepted.</exception>
    public async Task SendOnceAsync(PortRequest request, CancellationToken cancellationToken)
    {
        if (Outage is { } outage)
        {
            throw new PortException(PortErrorKind.Transient, $"{outage} ({request})");
        }

        var token = await _tokens.GetAsync(cancellationToken);
        var answer = await _wire.ExchangeAsync(request, token, cancellationToken);
        if (answer.Status == 401)
        {
            _tokens.Reject(token);
        }

        if (!answer.IsSuccess)
        {
            throw PortErrors.FromAnswer(request, answer);
        }
    }

    public void Dispose()
    {
        _wire.Dispose();
        _tokens.Dispose();
    }

    // One request, past the retries: whatever Port says, as long as it says something.
    private async Task<bool> IsThereAsync(PortRequest write)
    {
        if (Now.Ticks - Interlocked.Read(ref _absentAt) < s_controlPause.Ticks)
        {
            return false;
        }

        try
        {
            var token = await _tokens.GetAsync(CancellationToken.None);
            var answer = await _wire.ExchangeAsync(new PortRequest(HttpMethod.Get, write.Control!), token, CancellationToken.None);
            if (answer.Status is not (401 or 408 or 429 or >= 500))
            {
                return true;
            }
        }
        catch (PortException)
        {
            // As an answer that says so.
        }

        Interlocked.Exchange(ref _absentAt, Now.Ticks);
        return false;
    }

    private async ValueTask<PortAnswer> AttemptAsync(PortCall call, CancellationToken cancellationToken)
    {
        var window = call.Request.IsLive ? _liveWindow : _window;
        await window.EnterAsync(cancellationToken);
        var isStrained = true;
        try
        {
            CallTally.Called(isRetry: ++call.Attempts > 1);
            if (call.Attempts > 1)
            {
                _meter.Retried();
            }

            var token = await _tokens.GetAsync(cancellationToken);
            var answer = await _wire.ExchangeAsync(call.Request, token, cancellationToken);
            isStrained = answer.Status is 429 || (answer.Status is 408 or >= 500 && call.Request.Blame is not { IsExcused: true });
            if (answer.Status == 401)
            {
                _tokens.Reject(token);
            }

            return answer;
        }
        catch (Exception exception)
        {
            isStrained = exception is not OperationCanceledException && call.Request.Blame is not { IsExcused: true };
            throw;
        }
        finally
        {
            window.Exit(isStrained);
        }
    }
}
