using MassTransit;
using Microsoft.Extensions.Logging;
using Pipeline.Contracts;
using Pipeline.Ledger;
using Pipeline.Ledger.Resources;
using Pipeline.PortWriter.Parking;

namespace Pipeline.PortWriter.Sweeping;

/// <summary>Sweeps a scope, and records what that came to.</summary>
internal sealed partial class SweepScopeConsumer(
    ScopeSweep sweep, ParkedRetry retry, ParkedResources parked, IRunLedger ledger, ILogger<SweepScopeConsumer> logger) : IConsumer<SweepScope>
{
    // What the record of a scope has room for. All of them are parked, and written again in the next run.
    private const int RejectionsTold = 200;

    public async Task Consume(ConsumeContext<SweepScope> context)
    {
        var order = context.Message;
        if (await ledger.FindSeenAsync(order.RunId, order.Scope, order.Attempt, context.CancellationToken) is not { } seen)
        {
            // The run has ended, or the scope is listed anew: nothing may be taken for gone. Where this very order ended the
            // run, whoever was at it may have died before saying so.
            await context.PublishStepAsync(order.RunId, await ledger.RepeatSweepAsync(order, context.CancellationToken));
            return;
        }

        var tally = CallTally.Open();

        // Everything of the run is written by now: what waited for something else of it is written before anything goes.
        await retry.RetryAsync(order.RunId, context.CancellationToken);
        var swept = order.Approved
            ? await sweep.CarryOutAsync(order, seen, context.CancellationToken)
            : await sweep.ProposeAsync(order, seen, context.CancellationToken);
        var (calls, retries) = tally.Take();
        var record = await WithParkedAsync(swept with { PortCalls = calls, PortRetries = retries }, context.CancellationToken);
        if (record.Result == SweepResult.Held)
        {
            Log.Held(logger, order.Scope, record.Reason);
        }

        await context.PublishStepAsync(order.RunId, await ledger.RecordSweepAsync(record, context.CancellationToken));
    }

    private async Task<SweepRecord> WithParkedAsync(SweepRecord record, CancellationToken cancellationToken)
    {
        var waited = await parked.ListAsync(record.RunId, cancellationToken)
            .Where(resource => resource.Row.Scope == record.Scope)
            .ToListAsync(cancellationToken);
        return record with
        {
            Written = waited.Sum(resource => resource.Written),
            Rejected = [.. waited.SelectMany(resource => resource.Rejected).Take(RejectionsTold)],
        };
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The sweep of {Scope} is held: {Reason}")]
        public static partial void Held(ILogger logger, Scope scope, string? reason);
    }
}
