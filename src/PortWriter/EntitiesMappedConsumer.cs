using MassTransit;
using Microsoft.Extensions.Logging;
using Pipeline.Contracts;
using Pipeline.Ledger;
using Pipeline.Messaging.Flow;
using Pipeline.PortWriter.Observing;

namespace Pipeline.PortWriter;

/// <summary>Writes what a part of a page, or a live fetch, shows, and records what became of it.</summary>
internal sealed partial class EntitiesMappedConsumer(
    ObservationWriter writer, RepairRequests repairs, IRunLedger ledger, PageCredit credit, ILogger<EntitiesMappedConsumer> logger) : IConsumer<EntitiesMapped>
{
    public async Task Consume(ConsumeContext<EntitiesMapped> context)
    {
        var message = context.Message;
        var outcome = await writer.WriteAsync(ObservationReader.Read(message), context.CancellationToken);
        if (outcome.Rejected is [var first, ..])
        {
            Log.Rejected(logger, outcome.Rejected.Count, first.Blueprint, first.Identifier, first.Reason);
        }

        await repairs.SendAsync(outcome.Again, message.MappingVersion, context.CancellationToken);
        if (message.BatchId() is not { } batch)
        {
            return;
        }

        var step = await ledger.RecordBatchAsync(RecordOf(message, batch, outcome), context.CancellationToken);
        credit.Return(batch, message.Part, message.Parts);
        await context.PublishStepAsync(batch.RunId, step);
    }

    private static BatchRecord RecordOf(EntitiesMapped message, BatchId batch, ObservationOutcome outcome) => new()
    {
        Batch = batch,
        Part = message.Part,
        Parts = message.Parts,
        Seen = message.Resources,
        Mapped = message.Entities.Count,
        Written = outcome.Written,
        Unchanged = outcome.Unchanged,
        Deleted = outcome.Deleted,
        Passed = message.Entities.Count - outcome.Written - outcome.Unchanged - outcome.Rejected.Count,
        Held = outcome.Held,
        Rejected = outcome.Rejected,
        Findings = message.Findings,
        Collisions = outcome.Collisions,
    };

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Port rejected {Count} entities of one page, first {Blueprint}/{Identifier}: {Reason}")]
        public static partial void Rejected(ILogger logger, int count, string blueprint, string identifier, string reason);
    }
}
