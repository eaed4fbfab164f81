using System.Collections.Concurrent;
using Pipeline.Contracts;
using Pipeline.Port;

namespace Pipeline.PortWriter.Bulk;

/// <summary>Writes entities to Port in bulk requests that are filled across messages.</summary>
internal sealed class BulkWriter(IPortWrites port, PortWriterOptions options, TimeProvider time) : IDisposable
{
    private readonly ConcurrentDictionary<BulkLaneKey, BulkLane> _lanes = new();
    private readonly BulkRequests _requests = new(port, options);
    private readonly BulkPace _pace = new(options, time);

    /// <summary>Lanes that have something to write.</summary>
    public int OpenLanes => _lanes.Count;

    /// <summary>Writes entities and answers what became of each, in order.</summary>
    /// <param name="entities">What to write; of two with one key the later one.</param>
    /// <param name="options">How to write.</param>
    /// <param name="runId">The run they belong to; null for live events, which do not wait for a run's writes.</param>
    /// <param name="cancellationToken">Stops waiting for the answer; what shares requests with others goes out all the same.</param>
    public async Task<IReadOnlyList<EntityOutcome>> WriteAsync(
        IReadOnlyList<MappedEntity> entities, WriteOptions options, Guid? runId, CancellationToken cancellationToken)
    {
        if (entities.Count == 0)
        {
            return [];
        }

        var pending = new PendingMessage(entities.Count);
        var arrived = _pace.Arrive();
        var waiting = entities.Select((entity, index) => new PendingEntity(entity, pending, index, arrived));
        foreach (var lane in waiting.GroupBy(entity => entity.Blueprint, StringComparer.Ordinal))
        {
            Add(new BulkLaneKey(lane.Key, options, runId), lane);
        }

        return await pending.Outcomes.WaitAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _requests.Dispose();

    private void Add(BulkLaneKey key, IEnumerable<PendingEntity> entities)
    {
        while (_lanes.GetOrAdd(key, OpenLane) is var lane && !lane.TryAdd(entities))
        {
            // It has just run empty: a new one takes its place.
            Close(lane);
        }
    }

    private BulkLane OpenLane(BulkLaneKey key) => new(key, _requests, _pace, options, Close);

    private void Close(BulkLane lane) => _lanes.TryRemove(KeyValuePair.Create(lane.Key, lane));
}
