using System.Text.Json.Serialization;

namespace Pipeline.Ledger.Runs.State;

/// <summary>Which pages of one attempt are settled: all their parts are recorded, or they are lost.</summary>
internal sealed class PageTally
{
    [JsonInclude]
    public PageSet Settled { get; internal set; } = new();

    /// <summary>Of the pages that are not, the parts that are recorded.</summary>
    [JsonInclude]
    public Dictionary<int, PageSet> Parts { get; internal set; } = [];

    /// <summary>
    /// Whether no page is waited for: none of those the listing announced, or, where their number is unknown, none of
    /// those that are known to be listed.
    /// </summary>
    public bool IsSettled(ListingState listing) => listing.IsEnded
        && (listing.Announced is { } count ? Settled.Covers(1, count) : listing.Listed.IsSubsetOf(Settled));

    /// <summary>Whether a part is counted.</summary>
    public bool Has(int page, int part) =>
        Settled.Contains(page) || (Parts.TryGetValue(page, out var recorded) && recorded.Contains(part));

    /// <summary>False for a part that is counted already.</summary>
    public bool TryRecord(int page, int part, int parts)
    {
        if (Settled.Contains(page))
        {
            return false;
        }

        var recorded = Parts.TryGetValue(page, out var known) ? known : Parts[page] = new PageSet();
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
        Settled.Add(page);
        Parts.Remove(page);
    }
}
