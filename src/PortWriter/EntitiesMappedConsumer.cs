using MassTransit;
using Microsoft.Extensions.Logging;
using Pipeline.Contracts;
using Pipeline.Ledger;
using Pipeline.Ledger.Resources;
using Pipeline.Messaging.ClaimCheck;
using Pipeline.Messaging.Flow;
using Pipeline.PortWriter.Bulk;
using Pipeline.PortWriter.Drift;
using Pipeline.PortWriter.Mappings;
using Pipeline.PortWriter.Observing;
using Pipeline.PortWriter.Parking;

namespace Pipeline.PortWriter;

/// <summary>Writes what a part of a page, or a live fetch, shows, and records what became of it.</summary>
internal sealed partial class EntitiesMappedConsumer(
    ObservationWriter writer,
    RowTurns turns,
    WriteRoom room,
    RunFactsReader facts,
    ParkingLot parking,
    LiveParking live,
    MappingVersions mappings,
    IRunLedger ledger,
    OutsideChanges outside,
    PageCredit credit,
    ILogger<EntitiesMappedConsumer> logger) : IConsumer<EntitiesMapped>
{
    public async Task Consume(ConsumeContext<EntitiesMapped> context)
    {
        var message = context.Message;
        var tally = CallTally.Open();
        var observation = await ObservedAsync(context);
        using var turn = await turns.TakeAsync(observation.Rows, context.CancellationToken);

        // Last of what is waited for: whoever has room goes on to its end.
        using var share = await room.TakeAsync(message.Entities.Count, message.RunId is null, context.CancellationToken);
        var outcome = await writer.WriteAsync(observation, context.CancellationToken);
        var rejections = await parking.ParkAsync(message, observation.OccurredAt, outcome.Rejected, context.CancellationToken);
        if (rejections.Refused is [var first, ..])
        {
            Log.Rejected(logger, rejections.Refused.Count, first.Blueprint, first.Identifier, first.Reason);
        }

        await (message.BatchId() is { } batch
            ? RecordAsync(context, batch, outcome with { Passed = outcome.Passed + observation.Superseded }, rejections, tally)
            : CountAsync(outcome, rejections.Parked, context.CancellationToken));
        if (!message.Options.CreateMissingRelatedEntities)
        {
            await live.WrittenAsync(outcome.WrittenEntities, context.CancellationToken);
        }
    }

    private async Task RecordAsync(
        ConsumeContext<EntitiesMapped> context, BatchId batch, ObservationOutcome outcome, ParkedWrites rejections, CallTally tally)
    {
        var message = context.Message;
        var record = RecordOf(message, batch, outcome, await WithLinesAsync(message, rejections.Refused, context.CancellationToken));
        var (calls, retries) = tally.Take();
        var step = await ledger.RecordBatchAsync(record with { PortCalls = calls, PortRetries = retries }, context.CancellationToken);
        credit.Return(batch, message.Part);
        await context.PublishStepAsync(batch.RunId, step);

        // A page that comes after its run's end is an observation like any, and no end of a run tries again what it parked.
        if (rejections.Parked.Count > 0 && !await ledger.GoesAsync(batch.RunId, context.CancellationToken))
        {
            await live.KeepAsync(rejections.Parked, context.CancellationToken);
            await live.AwaitAsync(rejections.Parked, context.CancellationToken);
        }
    }

    private async Task CountAsync(ObservationOutcome outcome, IReadOnlyList<ParkedResource> parked, CancellationToken cancellationToken)
    {
        await outside.AddAsync(outcome.Written, outcome.Deleted, cancellationToken);
        await live.AwaitAsync(parked, cancellationToken);
    }

    // In a run only the bus knows how old a message is.
    private async Task<Observation> ObservedAsync(ConsumeContext<EntitiesMapped> context)
    {
        var observation = ObservationReader.Read(context.Message);
        var run = await facts.ReadAsync(observation.RunId, context.CancellationToken);
        return observation with { OccurredAt = observation.OccurredAt ?? context.SentTime, Snapshot = run.Snapshot, WritesEverything = run.WritesEverything };
    }

    private async Task<IReadOnlyList<RejectedEntity>> WithLinesAsync(
        EntitiesMapped message, IReadOnlyList<RejectedEntity> rejected, CancellationToken cancellationToken) =>
        rejected.Any(entity => entity.Field is not null) && await mappings.FindAsync(message.MappingVersion, cancellationToken) is { } mapping
            ? [.. rejected.Select(entity => entity.Field is { } field ? entity with { Expression = MappingLine.Of(mapping, entity.Block, field) } : entity)]
            : rejected;

    private static BatchRecord RecordOf(
        EntitiesMapped message, BatchId batch, ObservationOutcome outcome, IReadOnlyList<RejectedEntity> rejected) => new()
    {
        Batch = batch,
        Part = message.Part,
        Parts = message.Parts,
        Seen = message.Resources,
        Mapped = message.Entities.Count,
        Written = outcome.Written,
        Unchanged = outcome.Unchanged,
        Deleted = outcome.Deleted,
        Held = outcome.Held,
        Passed = outcome.Passed,
        Parked = outcome.Rejected.Count - rejected.Count,
        Rejected = rejected,
        Findings = message.Findings,
        Collisions = outcome.Collisions,
    };

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Port rejected {Count} entities of one page, first {Blueprint}/{Identifier}: {Reason}")]
        public static partial void Rejected(ILogger logger, int count, string blueprint, string identifier, string reason);
    }
}
