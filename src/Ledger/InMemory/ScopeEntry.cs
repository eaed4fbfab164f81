using Pipeline.Contracts;

namespace Pipeline.Ledger.InMemory;

/// <summary>The state of one scope of a run. A scope is settled once its listing ended and every part of its pages is recorded.</summary>
internal sealed class ScopeEntry(PlannedScope planned)
{
    private readonly HashSet<int> _listedPages = [];
    private readonly Dictionary<int, HashSet<int>> _partsByPage = [];
    private readonly HashSet<int> _pages = [];
    private ScopeFailure? _failure = planned.Failure;
    private int? _expectedPages;
    private bool _ended = planned.Failure is not null;
    private long _listed;
    private long _mapped;
    private long _written;
    private long _rejected;

    public bool IsOpen => !_ended || (_expectedPages is { } pages && _pages.Count < pages);

    public bool IsComplete => !IsOpen && _failure is null;

    public bool HasRejections => _rejected > 0;

    public void Listed(int page, int resources)
    {
        if (_listedPages.Add(page))
        {
            _listed += resources;
        }
    }

    public void End(ScopeEnd end)
    {
        // Messages were lost when the pages are unknown: that outweighs whatever was said before.
        if (_ended && end.Pages is not null)
        {
            return;
        }

        _ended = true;
        _expectedPages = end.Pages;
        _failure ??= end.Failure;
    }

    public bool Record(BatchRecord batch)
    {
        var page = batch.Batch.Page;
        if (_pages.Contains(page) || !Parts(page).Add(batch.Part))
        {
            return false;
        }

        if (_partsByPage[page].Count == batch.Parts)
        {
            _partsByPage.Remove(page);
            _pages.Add(page);
        }

        _mapped += batch.Mapped;
        _written += batch.Written;
        _rejected += batch.Rejected.Count;
        return true;
    }

    public ScopeSnapshot Snapshot() => new()
    {
        Scope = planned.Scope,
        State = IsOpen ? ScopeState.Open : _failure is null ? ScopeState.Complete : ScopeState.Failed,
        Failure = _failure,
        Listed = _listed,
        Mapped = _mapped,
        Written = _written,
        Rejected = _rejected,
    };

    private HashSet<int> Parts(int page)
    {
        if (!_partsByPage.TryGetValue(page, out var parts))
        {
            _partsByPage[page] = parts = [];
        }

        return parts;
    }
}
