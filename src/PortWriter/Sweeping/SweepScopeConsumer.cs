using MassTransit;
using Microsoft.Extensions.Logging;
using Pipeline.Contracts;
using Pipeline.Ledger;

namespace Pipeline.PortWriter.Sweeping;

/// <summary>Sweeps a scope, and records what that came to.</summary>
internal sealed partial class SweepScopeConsumer(
    ScopeSweep sweep, IRunLedger ledger, ILogger<SweepScopeConsumer> logger) : IConsumer<SweepScope>
{
    public async Task Consume(ConsumeContext<SweepScope> context)
    {
        var order = context.Message;
        if (await ledger.FindSeenAsync(order.RunId, order.Scope, order.Attempt, context.CancellationToken) is not { } seen)
        {
            // The run has ended, or the scope is listed anew: nothing may be taken for gone.
            return;
        }

        var record = order.Approved
            ? await sweep.CarryOutAsync(order, seen, context.CancellationToken)
            : await sweep.ProposeAsync(order, seen, context.CancellationToken);
        if (record.Result == SweepResult.Held)
        {
            Log.Held(logger, order.Scope, record.Reason);
        }

        await context.PublishStepAsync(order.RunId, await ledger.RecordSweepAsync(record, context.CancellationToken));
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The sweep of {Scope} is held: {Reason}")]
        public static partial void Held(ILogger logger, Scope scope, string? reason);
    }
}
