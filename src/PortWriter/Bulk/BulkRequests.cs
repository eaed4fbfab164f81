using Pipeline.Contracts;
using Pipeline.Port;

namespace Pipeline.PortWriter.Bulk;

/// <summary>Sends bulk requests, so many at one time: while Port is slow the next ones fill up instead of waiting in line.</summary>
internal sealed class BulkRequests(IPortWrites port, PortWriterOptions options) : IDisposable
{
    private readonly SemaphoreSlim _slots = new(options.ConcurrentRequests, options.ConcurrentRequests);
    private readonly SemaphoreSlim _liveSlots = new(options.ConcurrentRequests, options.ConcurrentRequests);

    /// <summary>Waits for a slot of the lane's kind, which the next <see cref="SendAsync"/> gives back.</summary>
    public Task EnterAsync(BulkLaneKey key) => SlotsOf(key).WaitAsync();

    /// <summary>Sends a request and answers what became of each entity, in order. Never throws.</summary>
    public async Task<IReadOnlyList<EntityOutcome>> SendAsync(BulkLaneKey key, IReadOnlyList<PendingEntity> batch)
    {
        try
        {
            var tally = CallTally.Open();
            ReadOnlyMemory<byte>[] bodies = [.. batch.Select(entity => entity.CopyBody())];
            var result = await port.UpsertAsync(key.Blueprint, bodies, OptionsOf(key), CancellationToken.None);
            var (calls, retries) = tally.Take();
            return [result.Outcomes[0] with { Calls = calls, Retries = retries }, .. result.Outcomes.Skip(1)];
        }
        catch (Exception exception)
        {
            // Whatever it was, those who wait for these entities must hear of it.
            return
            [
                .. batch.Select((entity, index) => new EntityOutcome(
                    index, entity.Identifier, Written: false, Created: false, null, "request_failed", exception.Message)),
            ];
        }
        finally
        {
            SlotsOf(key).Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _slots.Dispose();
        _liveSlots.Dispose();
    }

    private SemaphoreSlim SlotsOf(BulkLaneKey key) => key.IsLive ? _liveSlots : _slots;

    private static UpsertOptions OptionsOf(BulkLaneKey key) => new()
    {
        Merge = key.Options.Merge,
        CreateMissingRelatedEntities = key.Options.CreateMissingRelatedEntities,
        IsLive = key.IsLive,
        RunId = key.RunId?.ToString(),
        EventType = key.RunId is null ? "http_request" : "resync",
    };
}
