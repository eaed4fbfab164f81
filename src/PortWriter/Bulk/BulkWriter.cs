using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Pipeline.Contracts;
using Pipeline.Port;

namespace Pipeline.PortWriter.Bulk;

/// <summary>Writes entities to Port in bulk requests that are filled across messages.</summary>
internal sealed class BulkWriter(PortClient port, PortWriterOptions options, TimeProvider time) : IDisposable
{
    private readonly ConcurrentDictionary<BulkLaneKey, BulkLane> _lanes = new();
    private readonly SemaphoreSlim _requests = new(options.ConcurrentRequests, options.ConcurrentRequests);

    /// <summary>Writes the entities of a message and answers what became of each, in order.</summary>
    public async Task<IReadOnlyList<EntityOutcome>> WriteAsync(EntitiesMapped message)
    {
        var entities = message.Entities;
        var outcomes = new EntityOutcome[entities.Count];
        var open = entities.Count;
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        foreach (var lane in Enumerable.Range(0, entities.Count).GroupBy(index => entities[index].Blueprint))
        {
            LaneOf(new BulkLaneKey(lane.Key, message.Options, message.RunId)).Add(lane.Select(Queued));
        }

        if (entities.Count > 0)
        {
            await done.Task;
        }

        return outcomes;

        (string, ReadOnlyMemory<byte>, Action<EntityOutcome>) Queued(int index) => (
            entities[index].Identifier,
            JsonMarshal.GetRawUtf8Value(entities[index].Body).ToArray(),
            outcome =>
            {
                outcomes[index] = outcome;
                if (Interlocked.Decrement(ref open) == 0)
                {
                    done.SetResult();
                }
            });
    }

    /// <summary>Forgets the lanes of a run that has ended.</summary>
    public void Forget(Guid runId)
    {
        foreach (var key in _lanes.Keys.Where(key => key.RunId == runId))
        {
            _lanes.TryRemove(key, out _);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _requests.Dispose();

    private BulkLane LaneOf(BulkLaneKey key) =>
        _lanes.GetOrAdd(key, _ => new BulkLane(key, port, _requests, options, time));
}
