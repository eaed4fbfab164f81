using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Pipeline.Mapper.Budgets;

/// <summary>The fuses of the runs under way: every run gives each expression a new chance.</summary>
internal sealed partial class RunFuses(ILogger<RunFuses> logger)
{
    // Runs follow one another; a few are kept for what is delivered late.
    private const int RunsKept = 4;

    private readonly ConcurrentDictionary<Guid, ExpressionFuses> _fuses = new();
    private readonly ConcurrentQueue<Guid> _order = new();

    public ExpressionFuses Of(Guid runId)
    {
        if (_fuses.TryGetValue(runId, out var known))
        {
            return known;
        }

        var fuses = new ExpressionFuses(place => Log.GivenUp(logger, runId, place.Block, place.Kind, place.Field, ExpressionFuses.Strikes));
        if (!_fuses.TryAdd(runId, fuses))
        {
            return Of(runId);
        }

        _order.Enqueue(runId);
        if (_order.Count > RunsKept && _order.TryDequeue(out var oldest))
        {
            _fuses.TryRemove(oldest, out _);
        }

        return fuses;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning,
            "Run {RunId}: resources[{Block}] ({Kind}) {Field} ran out of its budget {Times} times in a row and is given up for the rest of the run; its entities are not written")]
        public static partial void GivenUp(ILogger logger, Guid runId, int block, string kind, string field, int times);
    }
}
