using MassTransit;
using Pipeline.Contracts;
using Pipeline.Ledger;
using Pipeline.Messaging.Bus;
using Pipeline.Messaging.Flow;
using Pipeline.PortWriter.Drift;
using Pipeline.PortWriter.Parking;

namespace Pipeline.PortWriter.Recording;

/// <summary>
/// Gives back the credit that a run took for pages which it then could not publish, takes away what no resource
/// turned out to make, and has the run's report tell of it.
/// </summary>
internal sealed class RunFinishedConsumer(
    PageCredit credit, RunLeftovers leftovers, UnattributedSweep sweep, OutsideChanges outside, IRunLedger ledger, IPortWrites writes) : IConsumer<RunFinished>
{
    public async Task Consume(ConsumeContext<RunFinished> context)
    {
        var runId = context.Message.RunId;
        credit.Forfeit(runId);
        var aside = await outside.ReadAsync(context.CancellationToken);
        var (written, rejected) = await leftovers.SettleAsync(runId, context.CancellationToken);
        var unattributed = await sweep.SweepAsync(runId, context.CancellationToken);
        var aftermath = new RunAftermath { Outside = aside, Written = written, Rejected = rejected, Unattributed = unattributed };
        await ledger.RecordAftermathAsync(runId, aftermath, context.CancellationToken);
        await ledger.ResolveErrorsAsync(runId, nameof(RunFinished), QueueName.Of(context.ReceiveContext.InputAddress), context.CancellationToken);
        writes.Finished(runId);
    }
}
