using System.Globalization;
using Pipeline.Contracts;

namespace Pipeline.Ledger.Runs.State;

/// <summary>
/// Compares what went into each stage with what came out. Whatever went astray without a word, nothing of its scope may
/// be taken for gone, and the run is not complete.
/// </summary>
internal static class CountCheck
{
    public const string Code = "CountsDisagree";

    /// <summary>What disagrees; null when nothing does, or the scope has failed anyway.</summary>
    public static ScopeFailure? Of(ListingState listing, Counts counts, ScopeFailure? known)
    {
        if (known is not null)
        {
            return null;
        }

        // Without a page that was recorded as listed nobody counted what was. More than was listed is no loss: a page that a
        // process published before it died, and had not noted, is listed and mapped again under another number.
        var reason = listing.Listed.Count > 0 && counts.Seen < listing.Resources
            ? string.Create(CultureInfo.InvariantCulture, $"{listing.Resources} resources were listed, and {counts.Seen} came out of the mapping")
            : counts.Mapped != counts.Settled
                ? string.Create(CultureInfo.InvariantCulture, $"{counts.Mapped} entities were mapped, and {counts.Settled} were written, left alone or rejected")
                : null;
        return reason is null ? null : new ScopeFailure { Class = FailureClass.Internal, Code = Code, Reason = reason };
    }
}
