using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;

namespace Pipeline.Messaging.ClaimCheck;

/// <summary>
/// Waits for a store that cannot be reached: a message that is under way is worth more than half an hour. It is the one
/// layer that repeats calls of a store.
/// </summary>
internal sealed partial class PatientClaimCheckStore : IClaimCheckStore
{
    // With waits from 0.2 s, doubled up to 30 s: about half an hour in all.
    private const int Repeats = 65;
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private readonly IClaimCheckStore _store;
    private readonly ResiliencePipeline _retry;

    public PatientClaimCheckStore(IClaimCheckStore store, TimeProvider time, ILogger<PatientClaimCheckStore> logger)
    {
        _store = store;
        _retry = new ResiliencePipelineBuilder { TimeProvider = time }.AddRetry(new RetryStrategyOptions
        {
            // Denied is repeated too: permissions and buckets may come after the services that need them.
            ShouldHandle = static tried => ValueTask.FromResult(
                tried.Outcome.Exception is not null && !tried.Context.CancellationToken.IsCancellationRequested),
            MaxRetryAttempts = Repeats,
            Delay = FirstWait,
            MaxDelay = LongestWait,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            OnRetry = retry =>
            {
                Log.Repeated(logger, retry.AttemptNumber + 1, retry.RetryDelay, retry.Outcome.Exception!.Message);
                return default;
            },
        }).Build();
    }

    public ValueTask PutAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) => _retry.ExecuteAsync(
        static (call, token) => call._store.PutAsync(call.name, call.content, token), (_store, name, content), cancellationToken);

    public ValueTask<ReadOnlyMemory<byte>?> FindAsync(string name, CancellationToken cancellationToken) => _retry.ExecuteAsync(
        static (call, token) => call._store.FindAsync(call.name, token), (_store, name), cancellationToken);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The claim-check store did not answer (try {Try}); again in {Wait}: {Reason}")]
        public static partial void Repeated(ILogger logger, int @try, TimeSpan wait, string reason);
    }
}
