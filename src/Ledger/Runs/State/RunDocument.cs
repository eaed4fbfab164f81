using System.Globalization;
using System.Text.Json.Serialization;
using Pipeline.Contracts;
using Pipeline.Ledger.Documents;

namespace Pipeline.Ledger.Runs.State;

/// <summary>
/// The state of a run as a whole. Whoever moved it on is noted by name, so that the same message delivered again is told
/// the same, and no other is.
/// </summary>
internal sealed partial class RunDocument : LedgerDocument
{
    private const string NothingToList =
        "There is nothing to list: the mapping has no block, or no account and region is left to list its kinds in.";

    [JsonInclude]
    public RunRecord? Record { get; internal set; }

    /// <summary>Names the chunks of the plan that stands.</summary>
    [JsonInclude]
    public Guid? PlanId { get; internal set; }

    [JsonInclude]
    public int Scopes { get; internal set; }

    [JsonInclude]
    public RunPhase Phase { get; internal set; }

    [JsonInclude]
    public GroupMarks Groups { get; internal set; } = new();

    [JsonInclude]
    public GroupSum Sum { get; internal set; } = new();

    /// <summary>Whether the proposed sweeps were weighed; see <see cref="HeldBecause"/> for the verdict.</summary>
    [JsonInclude]
    public bool IsWeighed { get; internal set; }

    /// <summary>Why the proposed sweeps are held; null when they are not.</summary>
    [JsonInclude]
    public string? HeldBecause { get; internal set; }

    [JsonInclude]
    public string? ClosedBy { get; internal set; }

    [JsonInclude]
    public string? WeighedBy { get; internal set; }

    [JsonInclude]
    public string? EndedBy { get; internal set; }

    [JsonInclude]
    public RunOutcome? Outcome { get; internal set; }

    [JsonInclude]
    public DateTimeOffset? EndedAt { get; internal set; }

    [JsonInclude]
    public string? Failure { get; internal set; }

    /// <summary>What had been changed outside of runs when it began; null for runs of an earlier version.</summary>
    [JsonInclude]
    public ChangeCount? OutsideAtBegin { get; internal set; }

    /// <summary>What was done after its end; null until all of it is.</summary>
    [JsonInclude]
    public RunAftermath? Aftermath { get; internal set; }

    /// <summary>Steps that could not be done.</summary>
    [JsonInclude]
    public IReadOnlyList<RunError> Errors { get; internal set; } = [];

    public override bool IsBusy => Outcome is null;

    /// <summary>Whether it was begun and has not ended.</summary>
    [JsonIgnore]
    public bool Goes => Record is not null && Outcome is null;

    public void Begin(RunRecord record, ChangeCount outside)
    {
        if (Record is null)
        {
            (Record, OutsideAtBegin) = (record, outside);
            Changed();
        }
    }

    public RunDue Plan(Guid planId, int scopes, DateTimeOffset now)
    {
        if (Goes && PlanId is null)
        {
            (PlanId, Scopes, Phase, Groups) = (planId, scopes, RunPhase.Listing, GroupMarks.Of(scopes));
            Changed();
            if (scopes == 0)
            {
                Stop(RunOutcome.Failed, NothingToList, RunMovers.Plan, now);
            }
        }

        return Due(RunMovers.Plan);
    }

    /// <summary>Every scope of a group has ended.</summary>
    public RunDue CloseGroup(int group, GroupSum sum, string by, bool sweeps, DateTimeOffset now)
    {
        if (Goes && Groups.TryClose(group, sweepsAny: sum.Complete + sum.Left > 0))
        {
            Sum += sum;
            Changed();
            if (Groups.AllClosed)
            {
                AfterListing(by, sweeps, now);
            }
        }

        return Due(by);
    }

    /// <summary>Every complete scope of a group had its sweep proposed or done.</summary>
    public RunDue ReportGroup(int group, GroupState state, string by, DateTimeOffset now)
    {
        if (Goes && Phase == RunPhase.Sweeping)
        {
            NoteReport(group, state);
            if (Groups.AllSwept)
            {
                End(Judge(), by, now);
            }
            else if (!IsWeighed && Groups.AllReported)
            {
                Weigh(by, now);
            }
        }

        return Due(by);
    }

    public RunDue Fail(string reason, DateTimeOffset now)
    {
        Stop(RunOutcome.Failed, reason, RunMovers.Fail, now);
        return Due(RunMovers.Fail);
    }

    public RunDue Stop(RunOutcome outcome, string reason, DateTimeOffset now)
    {
        Stop(outcome, reason, RunMovers.Stop, now);
        return Due(RunMovers.Stop);
    }

    private void NoteReport(int group, GroupState state)
    {
        if (state.IsReported && Groups.Reported.TrySet(group))
        {
            Sum += state.Reports;
            Changed();
        }

        if (state.IsSwept && Groups.Swept.TrySet(group))
        {
            Sum += state.Approved;
            Changed();
        }
    }

    private void AfterListing(string by, bool sweeps, DateTimeOffset now)
    {
        if (sweeps && Sum.Complete > 0)
        {
            (Phase, ClosedBy) = (RunPhase.Sweeping, by);
        }
        else
        {
            End(Judge(), by, now);
        }
    }

    private void Weigh(string by, DateTimeOffset now)
    {
        (IsWeighed, WeighedBy) = (true, by);
        Changed();
        if (Sum.Gone > Record!.DeletionThreshold * Sum.Entities)
        {
            HeldBecause = string.Create(
                CultureInfo.InvariantCulture,
                $"The run would delete {Sum.Gone} of {Sum.Entities} entities, more than the {Record.DeletionThreshold:P0} of entityDeletionThreshold. If they are gone, raise it in the mapping for one run.");
            Sum += new GroupSum { Counts = Sum.Proposals with { Held = Sum.Proposed } };
            End(Judge(), by, now);
        }
    }
}
