using System.Text.Json.Serialization;
using Pipeline.Contracts;

namespace Pipeline.Ledger.Runs.State;

internal sealed partial class RunDocument
{
    /// <summary>
    /// How it ended, as it stands: a complete run is partial while a step that it had is not done, and when something of
    /// what followed its end was held.
    /// </summary>
    [JsonIgnore]
    public RunOutcome? Standing => Outcome is RunOutcome.Complete && (Errors.Count > 0 || Aftermath is { Unattributed.IsHeld: true })
        ? RunOutcome.Partial
        : Outcome;

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

    /// <summary>A step could not be done. Answers whether it is news.</summary>
    public bool Note(RunError error)
    {
        if (Record is null || Errors.Count >= RunLimits.ErrorsKept || Errors.Any(known => known with { At = error.At } == error))
        {
            return false;
        }

        Errors = [.. Errors, error];
        Changed();
        return true;
    }

    /// <summary>A step was done after all. Answers whether it is news.</summary>
    public bool Resolve(string step, string queue)
    {
        List<RunError> left = [.. Errors.Where(error => error.Step != step || error.Queue != queue)];
        if (left.Count == Errors.Count)
        {
            return false;
        }

        Errors = left;
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
        Outcome is not null ? (EndedBy == by ? new RunDue(Ended: Standing) : RunDue.Nothing)
        : WeighedBy == by ? new RunDue(SweepApproved: true)
        : ClosedBy == by && !IsWeighed ? new RunDue(Sweep: true)
        : RunDue.Nothing;
}
