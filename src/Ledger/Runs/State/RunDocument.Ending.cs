using Pipeline.Contracts;

namespace Pipeline.Ledger.Runs.State;

internal sealed partial class RunDocument
{
    /// <summary>What was done after its end. Answers whether it is news.</summary>
    public bool Note(RunAftermath aftermath)
    {
        if (Outcome is null || Aftermath is not null)
        {
            return false;
        }

        Aftermath = aftermath;
        Changed();
        return true;
    }

    private void Stop(RunOutcome outcome, string reason, string by, DateTimeOffset now)
    {
        if (Goes)
        {
            Failure = reason;
            End(outcome, by, now);
        }
    }

    private void End(RunOutcome outcome, string by, DateTimeOffset now)
    {
        (Outcome, EndedBy, EndedAt, Phase) = (outcome, by, now, RunPhase.Finished);
        Changed();
    }

    private RunOutcome Judge() =>
        Sum.Complete + Sum.Emptied == 0 ? RunOutcome.Failed
        : Sum.IsFaulted || HeldBecause is not null ? RunOutcome.Partial
        : RunOutcome.Complete;

    private RunDue Due(string by) =>
        Outcome is not null ? (EndedBy == by ? new RunDue(Ended: Outcome) : RunDue.Nothing)
        : WeighedBy == by ? new RunDue(SweepApproved: true)
        : ClosedBy == by && !IsWeighed ? new RunDue(Sweep: true)
        : RunDue.Nothing;
}
