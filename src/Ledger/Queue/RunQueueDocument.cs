using System.Text.Json.Serialization;
using Pipeline.Contracts;
using Pipeline.Ledger.Documents;

namespace Pipeline.Ledger.Queue;

/// <summary>The queue of an installation.</summary>
internal sealed class RunQueueDocument : LedgerDocument
{
    // Longer than a start takes while Port answers. Where it does not, another process tries as well: a start may be repeated.
    private static readonly TimeSpan StartPatience = TimeSpan.FromMinutes(2);

    [JsonInclude]
    public QueuedRun? Current { get; internal set; }

    [JsonInclude]
    public QueuedRun? Waiting { get; internal set; }

    public QueueAnswer Request(Guid runId, RunRequest request, DateTimeOffset now)
    {
        Changed();
        var asked = new QueuedRun
        {
            RunId = runId,
            Trigger = request.Trigger,
            RequestedAt = now,
            Only = request.Only,
            Refresh = request.Refresh,
            AllowDeletes = request.AllowDeletes,
        };
        if (Current is null)
        {
            Current = asked with { StartBy = now + StartPatience };
            return new QueueAnswer(Current, MustStart: true);
        }

        Waiting = Waiting is null ? asked : Join(Waiting, asked);
        return new QueueAnswer(Waiting, MustStart: false);
    }

    public bool Start(Guid runId)
    {
        if (Current is { IsStarted: false } current && current.RunId == runId)
        {
            Current = current with { IsStarted = true };
            Changed();
        }

        return true;
    }

    public QueuedRun? End(Guid runId, DateTimeOffset now)
    {
        if (Waiting?.RunId == runId)
        {
            Waiting = null;
            Changed();
        }

        if (Current?.RunId != runId)
        {
            return TakeOver(now);
        }

        (Current, Waiting) = (Waiting is null ? null : Waiting with { StartBy = now + StartPatience }, null);
        Changed();
        return Current;
    }

    public QueuedRun? TakeOver(DateTimeOffset now)
    {
        if (Current is not { IsStarted: false } current || current.StartBy > now)
        {
            return null;
        }

        Changed();
        return Current = current with { StartBy = now + StartPatience };
    }

    private static QueuedRun Join(QueuedRun waiting, QueuedRun asked)
    {
        var only = waiting.Only.IsSame(asked.Only) ? asked.Only : new RunFilter();
        return waiting with
        {
            Only = only,
            Refresh = waiting.Refresh || asked.Refresh,
            AllowDeletes = (waiting.AllowDeletes && waiting.Only.IsSame(only)) || (asked.AllowDeletes && asked.Only.IsSame(only)),
        };
    }
}
