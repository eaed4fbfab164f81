namespace Pipeline.Ledger.Runs.State;

internal sealed partial class ScopeDocument
{
    /// <summary>
    /// Notes what its sweep came to, also where it is not listed any more, and answers what stands: what is over stays as it
    /// is, because a second try finds nothing left to delete, and so is what was proposed until it is carried out.
    /// </summary>
    public SweepRecord NoteSweep(SweepRecord sweep, bool isLeft, DateTimeOffset now)
    {
        if (Sweep is { Result: SweepResult.Swept or SweepResult.Held } || (Sweep is not null && !sweep.Approved) || (!isLeft && (!IsComplete || sweep.Attempt != Attempt)))
        {
            return Sweep ?? sweep;
        }

        if (isLeft)
        {
            (IsClosed, Attempt, EndedAt) = (true, sweep.Attempt, now);
        }

        Sweep = sweep;
        Changed();
        return sweep;
    }
}
