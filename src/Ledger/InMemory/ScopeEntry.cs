using Pipeline.Contracts;

namespace Pipeline.Ledger.InMemory;

/// <summary>
/// The state of one scope of a run. Once its listing ended and every part of its pages is recorded it is closed, and
/// changes no more.
/// </summary>
internal sealed class ScopeEntry
{
    private PlannedScope? _planned;
    private PageTally? _pages = new();
    private ScopeFailure? _failure;
    private int _attempt;
    private (long Listed, long Mapped, long Written, long Rejected) _counts;

    public bool IsPlanned => _planned is not null;

    public bool IsOpen => _pages is not null;

    public bool IsComplete => !IsOpen && _failure is null;

    public int Attempt => Math.Max(1, _attempt);

    public HashSet<ulong> Seen { get; private set; } = [];

    public long FirstTicket { get; private set; }

    public SweepRecord? Sweep { get; set; }

    public bool IsSwept => Sweep is { Result: SweepResult.Swept or SweepResult.Held };

    public SweepScope ToSweep(RunRecord run, bool approved) => new()
    {
        RunId = run.RunId,
        MappingVersion = run.MappingVersion,
        Scope = _planned!.Scope,
        Attempt = Attempt,
        Approved = approved,
    };

    public bool HasRejections => _counts.Rejected > 0;

    public void Plan(PlannedScope planned)
    {
        _planned = planned;
        if (planned.Failure is not null)
        {
            _failure = planned.Failure;
            _pages = null;
        }
    }

    public void Listed(BatchId batch, int resources)
    {
        if (PagesOf(batch.Attempt)?.TryList(batch.Page) is true)
        {
            _counts.Listed += resources;
        }
    }

    public void End(ScopeEnd end)
    {
        if (PagesOf(end.Attempt) is { } pages)
        {
            pages.End(end.Pages);
            FirstTicket = end.FirstTicket;
            Fail(end.Failure);
            CloseIfSettled();
        }
    }

    public void Lose(BatchId page, ScopeFailure failure)
    {
        if (PagesOf(page.Attempt) is { } pages)
        {
            pages.Settle(page.Page);
            Fail(failure);
            CloseIfSettled();
        }
    }

    /// <summary>False for what is recorded already.</summary>
    public bool TryRecord(BatchRecord batch)
    {
        if (PagesOf(batch.Batch.Attempt)?.TryRecord(batch.Batch.Page, batch.Part, batch.Parts) is not true)
        {
            return false;
        }

        Seen.UnionWith(batch.Seen.Select(SeenResources.Hash));
        _counts.Mapped += batch.Mapped;
        _counts.Written += batch.Written;
        _counts.Rejected += batch.Rejected.Count;
        CloseIfSettled();
        return true;
    }

    public ScopeSnapshot Snapshot() => new()
    {
        Scope = _planned!.Scope,
        State = IsOpen ? ScopeState.Open : _failure is null ? ScopeState.Complete : ScopeState.Failed,
        Failure = _failure,
        Listed = _counts.Listed,
        Mapped = _counts.Mapped,
        Written = _counts.Written,
        Rejected = _counts.Rejected,
        Sweep = Sweep,
    };

    // A later attempt starts anew: what an earlier one saw is not mixed with it.
    private PageTally? PagesOf(int attempt)
    {
        if (_pages is null || attempt < _attempt)
        {
            return null;
        }

        if (attempt > _attempt)
        {
            _attempt = attempt;
            _pages = new PageTally();
            _failure = null;
            _counts = default;
            Seen = [];
        }

        return _pages;
    }

    // Of two failures the one that AWS gave tells the reader more than what became of it in here.
    private void Fail(ScopeFailure? failure)
    {
        if (failure is not null && (_failure is null || (IsOurs(_failure) && !IsOurs(failure))))
        {
            _failure = failure;
        }
    }

    private static bool IsOurs(ScopeFailure failure) => failure.Class is FailureClass.Internal;

    private void CloseIfSettled()
    {
        if (_pages?.IsSettled is true)
        {
            _pages = null;
        }
    }
}
