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

    public QueueAnswer Request(Guid runId, string trigger, RunFilter only, DateTimeOffset now)
    {
        Changed();
        var asked = new QueuedRun { RunId = runId, Trigger = trigger, RequestedAt = now, Only = only };
        if (Current is null)
        {
            Current = asked with { StartBy = now + StartPatience };
            return new QueueAnswer(Current, MustStart: true);
        }

        Waiting = Waiting is null ? asked : Waiting with { Only = IsSame(Waiting.Only, only) ? only : new RunFilter() };
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

    private static bool IsSame(RunFilter left, RunFilter right) =>
        left.Accounts.SequenceEqual(right.Accounts) && left.Regions.SequenceEqual(right.Regions) && left.Kinds.SequenceEqual(right.Kinds);
}
