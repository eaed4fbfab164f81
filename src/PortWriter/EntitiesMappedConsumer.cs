using MassTransit;
using Microsoft.Extensions.Logging;
using Pipeline.Contracts;
using Pipeline.Ledger;
using Pipeline.Messaging.Flow;
using Pipeline.Port;
using Pipeline.PortWriter.Bulk;

namespace Pipeline.PortWriter;

/// <summary>Writes the entities of a page and records what became of them.</summary>
internal sealed partial class EntitiesMappedConsumer(
    BulkWriter writer, IRunLedger ledger, PageCredit credit, ILogger<EntitiesMappedConsumer> logger) : IConsumer<EntitiesMapped>
{
    public async Task Consume(ConsumeContext<EntitiesMapped> context)
    {
        var message = context.Message;
        var outcomes = await writer.WriteAsync(message, context.CancellationToken);
        var rejected = Rejected(message, outcomes);
        if (rejected is [var first, ..])
        {
            Log.Rejected(logger, rejected.Count, first.Blueprint, first.Identifier, first.Reason);
        }

        if (message.BatchId() is not { } batch)
        {
            return;
        }

        var step = await ledger.RecordBatchAsync(
            new BatchRecord
            {
                Batch = batch,
                Part = message.Part,
                Parts = message.Parts,
                Seen = message.Resources,
                Mapped = message.Entities.Count,
                Written = message.Entities.Count - rejected.Count,
                Rejected = rejected,
                Findings = message.Findings,
            },
            context.CancellationToken);
        credit.Return(batch, message.Part, message.Parts);
        await context.PublishStepAsync(batch.RunId, step);
    }

    private static List<RejectedEntity> Rejected(EntitiesMapped message, IReadOnlyList<EntityOutcome> outcomes) =>
    [
        .. message.Entities.Zip(outcomes)
            .Where(pair => !pair.Second.Written)
            .Select(pair => new RejectedEntity(
                pair.First.Blueprint, pair.First.Identifier, message.Scope, pair.First.Block, pair.Second.Reason ?? "no reason given")),
    ];

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Port rejected {Count} entities of one page, first {Blueprint}/{Identifier}: {Reason}")]
        public static partial void Rejected(ILogger logger, int count, string blueprint, string identifier, string reason);
    }
}
