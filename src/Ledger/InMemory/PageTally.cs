namespace Pipeline.Ledger.InMemory;

/// <summary>Which pages of one attempt at a scope are listed, and which are settled.</summary>
internal sealed class PageTally
{
    private readonly HashSet<int> _listed = [];
    private readonly HashSet<int> _settled = [];
    private readonly Dictionary<int, HashSet<int>> _partsByPage = [];
    private bool _ended;
    private int? _pages;

    /// <summary>
    /// Whether the listing ended and no page is waited for: none of those it published, or, where their number is
    /// unknown, none of those that are known to be listed.
    /// </summary>
    public bool IsSettled => _ended
        && (_pages is { } count ? Enumerable.Range(1, count).All(_settled.Contains) : _listed.IsSubsetOf(_settled));

    /// <summary>The first end stands.</summary>
    public void End(int? pages)
    {
        if (!_ended)
        {
            _ended = true;
            _pages = pages;
        }
    }

    /// <summary>False for a page that is counted already.</summary>
    public bool TryList(int page) => _listed.Add(page);

    /// <summary>False for a part that is counted already.</summary>
    public bool TryRecord(int page, int part, int parts)
    {
        if (_settled.Contains(page))
        {
            return false;
        }

        if (!_partsByPage.TryGetValue(page, out var recorded))
        {
            _partsByPage[page] = recorded = [];
        }

        if (!recorded.Add(part))
        {
            return false;
        }

        if (recorded.Count == parts)
        {
            Settle(page);
        }

        return true;
    }

    /// <summary>Nothing more of a page is waited for.</summary>
    public void Settle(int page)
    {
        _settled.Add(page);
        _partsByPage.Remove(page);
    }
}
