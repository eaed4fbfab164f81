using Pipeline.Ledger.Resources;
using Pipeline.PortWriter.Observing;

namespace Pipeline.PortWriter.Parking;

/// <summary>
/// Writes what a run has parked, and what was parked outside of runs, once more, when all else of the run is written: what
/// others relate to first. It is the same observation again, so whoever observed a resource since has the last word.
/// </summary>
internal sealed class ParkedRetry(ParkedResources parked, ParkingLot lot, LiveParking live, ObservationWriter writer, ParkedOrder order)
{
    private readonly Lock _lock = new();
    private (Guid RunId, Task Retry) _latest = (Guid.Empty, Task.CompletedTask);

    /// <summary>Tries once for a run, however many ask.</summary>
    public Task RetryAsync(Guid runId, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_latest.RunId != runId || _latest.Retry.IsFaulted)
            {
                _latest = (runId, Task.Run(() => RetryAsync(runId), CancellationToken.None));
            }

            return _latest.Retry.WaitAsync(cancellationToken);
        }
    }

    private async Task RetryAsync(Guid runId)
    {
        List<WaitingResource> waiting = [.. await WaitingAsync(runId), .. await WaitingAsync(ParkedResources.Live)];
        if (waiting.Count == 0)
        {
            return;
        }

        var (levels, circle) = await order.OfAsync(waiting, CancellationToken.None);
        foreach (var level in levels)
        {
            await WriteAsync(level);
        }

        await WriteAsync(circle.Members, circle.Together);
    }

    private async Task<IReadOnlyList<WaitingResource>> WaitingAsync(Guid runId)
    {
        List<WaitingResource> waiting = [];
        await foreach (var resource in parked.ListAsync(runId, CancellationToken.None).Where(resource => resource.Waits))
        {
            if (await lot.ReadAsync(resource, CancellationToken.None) is { } message)
            {
                if (runId == ParkedResources.Live && await live.IsOverAsync(resource, message, CancellationToken.None))
                {
                    continue;
                }

                waiting.Add(new WaitingResource(runId, resource, message));
            }
            else if (runId == ParkedResources.Live)
            {
                await live.AskAsync(resource, CancellationToken.None);
            }
        }

        return waiting;
    }

    private Task WriteAsync(IReadOnlyList<WaitingResource> resources, Circle? circle = null) => Task.WhenAll(resources.Select(async resource =>
    {
        using var seat = circle?.Join();
        var outcome = await writer.WriteAsync(ObservationReader.Read(resource.Message) with { Circle = seat }, CancellationToken.None);
        await (resource.RunId == ParkedResources.Live
            ? live.NoteAsync(resource.Parked, resource.Message, outcome, CancellationToken.None)
            : parked.PutAsync(resource.RunId, [Told(resource.Parked, outcome)], CancellationToken.None).AsTask());
    }));

    // It stays noted when it is written, for the run's report.
    private static ParkedResource Told(ParkedResource resource, ObservationOutcome outcome) => resource with
    {
        Rejected = [.. outcome.Rejected.Select(write => write.Entity)],
        Written = resource.Written + outcome.Written,
    };
}
