using Microsoft.Extensions.Logging;
using Pipeline.Contracts;
using Pipeline.Ingress.LiveEvents.Parsing;

namespace Pipeline.Ingress.LiveEvents.Intake;

/// <summary>
/// Takes in bodies of events, from wherever: what the mapping wants is kept and sent on its way, the rest is counted.
/// </summary>
internal sealed partial class LiveEventIntake(
    EventParser parser,
    CurrentMapping mappings,
    IEventKeeper keeper,
    SeenEvents seen,
    IntakeMeter meter,
    LiveEventOptions options,
    TimeProvider time,
    ILogger<LiveEventIntake> logger)
{
    /// <summary>Takes a body in. When it returns, what matters of it is safe.</summary>
    /// <exception cref="NotJsonException">It is no JSON.</exception>
    /// <exception cref="BadEventException">It is no event.</exception>
    /// <exception cref="EventsNotKeptException">It could not be taken over now.</exception>
    public async Task AcceptAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var reading = parser.Parse(body);
        meter.Unknown(reading.Unknown);
        meter.FailedCalls(reading.Failed);
        meter.Unusable(reading.Unusable);
        if (reading.Changes.Count == 0)
        {
            return;
        }

        using var timeout = new CancellationTokenSource(options.AcceptTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await KeepAsync(reading.Changes, either.Token);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            meter.Refused(reading.Changes.Count);
            Log.NotKept(logger, reading.Changes.Count, exception.Message);
            throw exception as EventsNotKeptException ?? new EventsNotKeptException("The events could not be queued.", exception);
        }
    }

    private async Task KeepAsync(IReadOnlyList<ObservedChange> changes, CancellationToken cancellationToken)
    {
        var mapping = await mappings.GetAsync(cancellationToken);
        var wanted = changes.Where(change => mapping.Kinds.Contains(change.Resource.Kind)).ToList();
        var fresh = wanted.Where(change => change.EventId is null || !seen.Contains(change.EventId)).ToList();
        meter.Unmapped(changes.Count - wanted.Count);
        meter.Repeated(wanted.Count - fresh.Count);
        if (fresh.Count == 0)
        {
            return;
        }

        await keeper.KeepAsync([.. fresh.Select(change => Message(change, mapping.Version))], cancellationToken);
        fresh.Select(change => change.EventId).OfType<string>().ToList().ForEach(seen.Add);
        meter.Accepted(fresh.Count);
    }

    private static ResourceChanged Message(ObservedChange change, string mappingVersion) => new()
    {
        Resource = change.Resource,
        MappingVersion = mappingVersion,
        Cause = ChangeCause.Event,
        OccurredAt = change.OccurredAt,
        Created = change.Created,
    };

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "{Count} live events were not taken in; their sender is asked to send them again: {Reason}")]
        public static partial void NotKept(ILogger logger, int count, string reason);
    }
}
