using System.Text.Json.Serialization;
using Pipeline.Contracts;
using Pipeline.Ledger.Documents;

namespace Pipeline.Ledger.Runs.State;

/// <summary>
/// The state of one scope of a run. Once its listing ended and every part of its pages is recorded it is closed, and
/// only its sweep is noted any more. It stays small whatever the scope holds: pages are ranges, and only those of which
/// some parts are missing are named.
/// </summary>
internal sealed partial class ScopeDocument : LedgerDocument
{
    [JsonInclude]
    public int Attempt { get; internal set; }

    [JsonInclude]
    public ListingState Listing { get; internal set; } = new();

    [JsonInclude]
    public PageTally Pages { get; internal set; } = new();

    [JsonInclude]
    public Counts Counts { get; internal set; } = new();

    /// <summary>Whether some expression faulted in a way that makes the run partial.</summary>
    [JsonInclude]
    public bool IsFaulted { get; internal set; }

    /// <summary>Whether parts hold rejections, findings or collisions.</summary>
    [JsonInclude]
    public bool HasDetails { get; internal set; }

    [JsonInclude]
    public bool IsClosed { get; internal set; }

    [JsonInclude]
    public ScopeFailure? Failure { get; internal set; }

    [JsonInclude]
    public DateTimeOffset? StartedAt { get; internal set; }

    [JsonInclude]
    public DateTimeOffset? ListedAt { get; internal set; }

    [JsonInclude]
    public DateTimeOffset? EndedAt { get; internal set; }

    /// <summary>What its sweep came to, when that is more than that there was nothing to delete.</summary>
    [JsonInclude]
    public SweepRecord? Sweep { get; internal set; }

    public override bool IsBusy => !IsClosed;

    [JsonIgnore]
    public bool IsComplete => IsClosed && Failure is null;

    /// <summary>Whether its listing is still to be done, or to be gone on with.</summary>
    [JsonIgnore]
    public bool IsListing => !IsClosed && !Listing.IsEnded;

    /// <summary>What the stages counted, the listing included.</summary>
    [JsonIgnore]
    public Counts Sum => Counts with { Listed = Listing.Resources, AwsCalls = Listing.AwsCalls, AwsRetries = Listing.AwsRetries };

    public ListingCheckpoint? Resume(int attempt, DateTimeOffset now)
    {
        if (!IsOf(attempt) || Listing.IsEnded)
        {
            return null;
        }

        if (Listing.Resume() is { } skipped)
        {
            Pages.Settle(skipped);
        }

        StartedAt ??= now;
        Changed();
        return Listing.ToCheckpoint();
    }

    /// <summary>
    /// What was under way is lost. An attempt whose pages are all settled goes on from its token; another begins where
    /// some are not. Answers whether one does.
    /// </summary>
    public bool Abandon() =>
        !IsClosed
        && (Pages.Parts.Count > 0 || Listing.IsEnded || !Listing.Listed.IsSubsetOf(Pages.Settled))
        && IsOf(Attempt + 1);

    public bool List(ListedPage page, DateTimeOffset now)
    {
        if (!IsOf(page.Batch.Attempt) || !Listing.TryList(page))
        {
            return false;
        }

        StartedAt ??= now;
        Changed();
        return true;
    }

    public void End(ScopeEnd end, DateTimeOffset now)
    {
        if (IsOf(end.Attempt) && Listing.TryEnd(end))
        {
            ListedAt = now;
            Fail(end.Failure);
            CloseIfSettled(now);
        }
    }

    public void Lose(BatchId page, ScopeFailure failure, DateTimeOffset now)
    {
        if (IsOf(page.Attempt))
        {
            Pages.Settle(page.Page);
            Fail(failure);
            CloseIfSettled(now);
        }
    }

    public void Record(BatchRecord batch, DateTimeOffset now)
    {
        if (IsOf(batch.Batch.Attempt) && Pages.TryRecord(batch.Batch.Page, batch.Part, batch.Parts))
        {
            Counts += Counts.Of(batch);
            IsFaulted |= batch.Findings.Any(finding => finding.Kind is FindingKind.SelectorFault or FindingKind.OverBudget or FindingKind.DoesNotCompile);
            HasDetails |= batch is not { Findings: [], Rejected: [], Collisions: [] };
            CloseIfSettled(now);
        }
    }

    /// <summary>Whether a part would still count.</summary>
    public bool Waits(BatchId page, int part) =>
        !IsClosed && page.Attempt >= Attempt && (page.Attempt > Attempt || !Pages.Has(page.Page, part));

    // A later attempt starts anew: what an earlier one saw is not mixed with it.
    private bool IsOf(int attempt)
    {
        if (IsClosed || attempt < Attempt)
        {
            return false;
        }

        if (attempt > Attempt)
        {
            (Attempt, Listing, Pages, Counts, Failure) = (attempt, new(), new(), new(), null);
            IsFaulted = HasDetails = false;
            ListedAt = null;
            Changed();
        }

        return true;
    }

    // Of two failures the one that AWS gave tells the reader more than what became of it in here.
    private void Fail(ScopeFailure? failure)
    {
        if (failure is not null && (Failure is null || (IsOurs(Failure) && !IsOurs(failure))))
        {
            Failure = failure;
        }
    }

    private static bool IsOurs(ScopeFailure failure) => failure.Class is FailureClass.Internal;

    private void CloseIfSettled(DateTimeOffset now)
    {
        Changed();
        if (Pages.IsSettled(Listing))
        {
            Fail(CountCheck.Of(Listing, Counts, Failure));
            IsClosed = true;
            EndedAt = now;
        }
    }
}
