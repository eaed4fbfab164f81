using Microsoft.Extensions.Logging;
using Pipeline.Ledger;
using Pipeline.Port;

namespace Pipeline.PortWriter.Drift;

/// <summary>Finds out once for each run what its writing has to know; whoever comes meanwhile waits for the answer.</summary>
internal sealed partial class RunFactsReader(OwnedEntities owned, IRunLedger ledger, ILogger<RunFactsReader> logger)
{
    // Runs come one after the other; pages of the one before may still be on their way.
    private const int RunsKept = 2;

    private readonly Lock _lock = new();
    private readonly Queue<(Guid RunId, Task<RunFacts> Facts)> _runs = [];

    /// <summary>The facts of a run; none without a run.</summary>
    public async Task<RunFacts> ReadAsync(Guid? runId, CancellationToken cancellationToken) =>
        runId is { } run ? await FactsOf(run).WaitAsync(cancellationToken) : RunFacts.None;

    private Task<RunFacts> FactsOf(Guid runId)
    {
        lock (_lock)
        {
            var known = _runs.FirstOrDefault(run => run.RunId == runId);
            if (known.Facts is { IsFaulted: false } facts)
            {
                return facts;
            }

            var reading = Task.Run(() => ReadAsync(runId));
            _runs.Enqueue((runId, reading));
            while (_runs.Count > RunsKept)
            {
                _runs.Dequeue();
            }

            return reading;
        }
    }

    private async Task<RunFacts> ReadAsync(Guid runId)
    {
        if (await ledger.FindProgressAsync(runId, CancellationToken.None) is not { Run: var run })
        {
            return RunFacts.None;
        }

        // A run over a part of the estate is to be quick; what is missing elsewhere is none of its business.
        if (run.Only is { IsEverything: false })
        {
            return RunFacts.None with { WritesEverything = run.Refresh };
        }

        try
        {
            var snapshot = new PortSnapshot();
            await foreach (var entity in owned.ListAsync(before: null, CancellationToken.None))
            {
                snapshot.Add(entity);
            }

            return new RunFacts(snapshot, run.Refresh);
        }
        catch (PortException exception)
        {
            Log.Unread(logger, runId, exception.Message);
            return RunFacts.None with { WritesEverything = run.Refresh };
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Run {RunId} cannot tell what is missing at Port, and writes only what changed: {Reason}")]
        public static partial void Unread(ILogger logger, Guid runId, string reason);
    }
}
