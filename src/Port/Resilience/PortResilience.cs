using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace Pipeline.Port;

/// <summary>The one layer that repeats calls to Port: retry around a circuit breaker.</summary>
internal sealed partial class PortResilience
{
    public static readonly ResiliencePropertyKey<PortCall> Call = new("Pipeline.Port.Call");

    private readonly PortHealth _health;
    private readonly TimeProvider _time;
    private readonly Func<double> _jitter;
    private readonly ILogger _logger;
    private readonly Func<PortRequest, Task<bool>> _isPortThere;

    /// <param name="health">What the process knows of Port.</param>
    /// <param name="time">Clock.</param>
    /// <param name="jitter">Gives numbers from 0 up to 1.</param>
    /// <param name="logger">Outages and repeats.</param>
    /// <param name="isPortThere">Asks Port once for what a request names as its control.</param>
    public PortResilience(PortHealth health, TimeProvider time, Func<double> jitter, ILogger logger, Func<PortRequest, Task<bool>> isPortThere)
    {
        (_health, _time, _jitter, _logger, _isPortThere) = (health, time, jitter, logger, isPortThere);
        Pipeline = new ResiliencePipelineBuilder<PortAnswer> { TimeProvider = time }
            .AddRetry(Retry())
            .AddCircuitBreaker(Breaker())
            .Build();
    }

    public ResiliencePipeline<PortAnswer> Pipeline { get; }

    private RetryStrategyOptions<PortAnswer> Retry() => new()
    {
        // Time ends it, not a count: see PortOptions.WritePatience.
        MaxRetryAttempts = int.MaxValue,
        ShouldHandle = async args =>
            CallOf(args.Context) is var call
            && call.HasPatience(_time.GetUtcNow())
            && RetryRules.IsRetryable(call, args.Outcome, _health)
            && !await IsAtFaultAsync(call.Request, args.Outcome),
        DelayGenerator = args => ValueTask.FromResult<TimeSpan?>(Delay(CallOf(args.Context), args.Outcome)),
        OnRetry = args =>
        {
            Log.Retrying(_logger, CallOf(args.Context).Request, args.RetryDelay, Reason(args.Outcome));
            return ValueTask.CompletedTask;
        },
    };

    // Numbers: half of at least five calls in 30 s opens it within 30 s even when every call hangs until its time is up.
    private CircuitBreakerStrategyOptions<PortAnswer> Breaker() => new()
    {
        FailureRatio = 0.5,
        MinimumThroughput = 5,
        SamplingDuration = TimeSpan.FromSeconds(30),
        BreakDuration = TimeSpan.FromSeconds(15),
        ShouldHandle = args => ValueTask.FromResult(Judge(CallOf(args.Context).Request, args.Outcome)),
        OnOpened = _ =>
        {
            _health.Opened(_time.GetUtcNow());
            Log.Down(_logger, _health.LastFailure);
            return ValueTask.CompletedTask;
        },
        OnClosed = _ =>
        {
            _health.Closed();
            Log.Up(_logger);
            return ValueTask.CompletedTask;
        },
    };

    private async ValueTask<bool> IsAtFaultAsync(PortRequest request, Outcome<PortAnswer> outcome) =>
        request.Blame is { } blame
        && RetryRules.IsOutage(outcome)
        && !RetryRules.WasNeverSent(outcome)
        && await blame.SettleAsync(() => _isPortThere(request));

    private bool Judge(PortRequest request, Outcome<PortAnswer> outcome)
    {
        if (RetryRules.IsOutage(outcome))
        {
            if (request.Blame is { } blame && !RetryRules.WasNeverSent(outcome) && !blame.Failed(RetryRules.IsSilence(outcome)))
            {
                return false;
            }

            _health.Failed(_time.GetUtcNow(), Reason(outcome));
            return true;
        }

        if (outcome.Result is not null)
        {
            _health.Succeeded(_time.GetUtcNow());
            if (outcome.Result.Status is not (401 or 429))
            {
                request.Blame?.Taken(outcome.Result.IsSuccess);
            }
        }

        return false;
    }

    private TimeSpan Delay(PortCall call, Outcome<PortAnswer> outcome)
    {
        if (outcome.Exception is BrokenCircuitException broken)
        {
            // A little apart, so that those who wait do not come back in one moment.
            return (broken.RetryAfter ?? TimeSpan.Zero) + Backoff.Delay(1, _jitter());
        }

        switch (outcome.Result)
        {
            case { Status: 401 } when ++call.Unauthorized == 1:
                return TimeSpan.Zero;
            case { Status: 429 }:
                return TimeSpan.Zero; // The budget holds every request of the process back, this one too.
            case { Status: 500 }:
                call.ServerErrors++;
                break;
        }

        return outcome.Result?.RetryAfter is { } asked && outcome.Result.Status is not 401
            ? Backoff.Cap(asked)
            : Backoff.Delay(call.Attempts, _jitter(), call.Request.Blame is { OthersSucceed: true });
    }

    private static PortCall CallOf(ResilienceContext context) => context.Properties.GetValue(Call, null!);

    private static string Reason(Outcome<PortAnswer> outcome) =>
        outcome.Exception?.Message ?? $"status {outcome.Result?.Status}";

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "Sending {Request} again in {Delay}: {Reason}")]
        public static partial void Retrying(ILogger logger, PortRequest request, TimeSpan delay, string reason);

        [LoggerMessage(2, LogLevel.Warning, "Port is down: {Reason}. Calls wait until it answers again")]
        public static partial void Down(ILogger logger, string reason);

        [LoggerMessage(3, LogLevel.Information, "Port answers again")]
        public static partial void Up(ILogger logger);
    }
}
