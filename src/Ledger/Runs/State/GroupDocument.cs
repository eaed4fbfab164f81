using System.Text.Json.Serialization;
using Pipeline.Ledger.Documents;

namespace Pipeline.Ledger.Runs.State;

/// <summary>
/// Up to 256 scopes of a run, a few bits for each: who has closed, who is to be swept, who was. It spares the run
/// document a write, and whoever asks whether everything has ended a read, for every scope.
/// </summary>
internal sealed class GroupDocument : LedgerDocument
{
    /// <summary>Scopes in a group.</summary>
    public const int Size = 256;

    [JsonInclude]
    public byte[] Closed { get; internal set; } = Bits.Of(Size);

    /// <summary>Scopes to be swept: the complete ones, and those that are not listed any more.</summary>
    [JsonInclude]
    public byte[] Complete { get; internal set; } = Bits.Of(Size);

    [JsonInclude]
    public byte[] Emptied { get; internal set; } = Bits.Of(Size);

    /// <summary>Complete scopes whose sweep was proposed or done.</summary>
    [JsonInclude]
    public byte[] Reported { get; internal set; } = Bits.Of(Size);

    /// <summary>Complete scopes whose sweep waits for approval, or has got it.</summary>
    [JsonInclude]
    public byte[] Proposed { get; internal set; } = Bits.Of(Size);

    /// <summary>Complete scopes whose sweep is over.</summary>
    [JsonInclude]
    public byte[] Swept { get; internal set; } = Bits.Of(Size);

    /// <summary>The attempts of the complete scopes; those that are not named are at their first.</summary>
    [JsonInclude]
    public Dictionary<int, int> Attempts { get; internal set; } = [];

    /// <summary>What the scopes came to by the time they closed.</summary>
    [JsonInclude]
    public GroupSum Listing { get; internal set; } = new();

    /// <summary>What the first word about their sweeps came to.</summary>
    [JsonInclude]
    public GroupSum Reports { get; internal set; } = new();

    /// <summary>What the sweeps that were proposed first came to.</summary>
    [JsonInclude]
    public GroupSum Approved { get; internal set; } = new();

    public override bool IsBusy => true;

    public int AttemptOf(int index) => Attempts.GetValueOrDefault(index, 1);

    public GroupState Close(IReadOnlyList<ScopeClosing> closings, int count)
    {
        foreach (var closing in closings.Where(closing => Closed.TrySet(closing.Index)))
        {
            Changed();
            Listing += closing.Sum;
            Mark(closing);
        }

        return State(count);
    }

    public GroupState Report(int index, int count, SweepRecord sweep)
    {
        if (Complete.Has(index) && !Swept.Has(index) && sweep.Attempt == AttemptOf(index))
        {
            Changed();
            if (Reported.TrySet(index))
            {
                Reports += GroupSum.OfReport(sweep);
            }
            else if (sweep.Result != SweepResult.Proposed)
            {
                Approved += GroupSum.OfSweep(sweep);
            }

            (sweep.Result == SweepResult.Proposed ? Proposed : Swept).TrySet(index);
        }

        return State(count);
    }

    private void Mark(ScopeClosing closing)
    {
        switch (closing.Verdict)
        {
            case ScopeVerdict.Complete:
                Complete.TrySet(closing.Index);
                if (closing.Attempt > 1)
                {
                    Attempts[closing.Index] = closing.Attempt;
                }

                break;
            case ScopeVerdict.Emptied:
                Emptied.TrySet(closing.Index);
                break;
            case ScopeVerdict.Left:
                Complete.TrySet(closing.Index);
                break;
            case ScopeVerdict.Failed:
                break;
        }
    }

    private GroupState State(int count) => new(
        Closed.HasAll(count),
        Reported.Includes(Complete),
        Swept.Includes(Complete),
        Listing,
        Reports,
        Approved);
}
