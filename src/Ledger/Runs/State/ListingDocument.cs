using System.Text.Json.Serialization;
using Pipeline.Ledger.Documents;

namespace Pipeline.Ledger.Runs.State;

/// <summary>The last completed listing of a scope, in whatever run.</summary>
internal sealed class ListingDocument : LedgerDocument
{
    [JsonInclude]
    public CompletedListing? Last { get; internal set; }

    /// <summary>Whether the last listing emptied the scope, so that it must not be swept.</summary>
    [JsonInclude]
    public bool IsEmptied { get; internal set; }

    /// <summary>Notes that a listing completed; whoever notes the same one again gets the same verdict.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="scope">The scope as it was closed.</param>
    /// <param name="quiet">How long a scope that held something has to list nothing before it is taken for empty.</param>
    public ScopeVerdict Complete(Guid runId, ScopeDocument scope, TimeSpan quiet)
    {
        if (Last?.RunId != runId && !IsOlder(scope))
        {
            Note(runId, scope, quiet);
            Changed();
        }

        return IsEmptied ? ScopeVerdict.Emptied : ScopeVerdict.Complete;
    }

    // A closing that is walked again, long after another run listed the scope.
    private bool IsOlder(ScopeDocument scope) =>
        scope.Listing.FirstTicket > 0 && scope.Listing.FirstTicket < Last?.FirstTicket;

    private void Note(Guid runId, ScopeDocument scope, TimeSpan quiet)
    {
        var now = scope.EndedAt!.Value;
        var held = Last?.Resources ?? 0;
        var since = scope.Listing.Resources == 0 && held > 0 ? Last?.EmptiedSince ?? now : (DateTimeOffset?)null;
        IsEmptied = since is { } emptied && now - emptied < quiet;
        Last = new CompletedListing
        {
            RunId = runId,
            FirstTicket = Math.Max(Last?.FirstTicket ?? 0, scope.Listing.FirstTicket),
            CompletedAt = now,
            Resources = IsEmptied ? held : scope.Listing.Resources,
            EmptiedSince = IsEmptied ? since : null,
        };
    }
}
