using MassTransit;
using Microsoft.Extensions.Logging;
using Pipeline.Contracts;
using Pipeline.Ledger;
using Pipeline.Ledger.Resources;
using Pipeline.PortWriter.Observing;

namespace Pipeline.PortWriter;

/// <summary>Takes away what a resource made that AWS says is gone, in whatever ways it was listed.</summary>
internal sealed partial class ResourceGoneConsumer(
    ObservationWriter writer, RowTurns turns, ScopeMarks marks, OutsideChanges outside, ILogger<ResourceGoneConsumer> logger) : IConsumer<ResourceGone>
{
    public async Task Consume(ConsumeContext<ResourceGone> context)
    {
        var message = context.Message;
        var order = new ObservationOrder(message.MappingVersion, message.Ticket);
        foreach (var scope in await ScopesAsync(message.Resource, context.CancellationToken))
        {
            var gone = ObservationReader.Gone(scope, order, [message.Resource.Identifier]) with { OccurredAt = message.OccurredAt };
            using var turn = await turns.TakeAsync(gone.Rows, context.CancellationToken);
            var outcome = await writer.WriteAsync(gone, context.CancellationToken);
            await outside.AddAsync(outcome.Written, outcome.Deleted, context.CancellationToken);
            foreach (var obstacle in outcome.Obstacles)
            {
                Log.Kept(logger, message.Resource, obstacle);
            }
        }
    }

    // That it is gone is noted even where nothing was ever written: what was fetched before may still be on its way.
    private async Task<IReadOnlyList<Scope>> ScopesAsync(ResourceKey resource, CancellationToken cancellationToken)
    {
        var known = await marks.ListAsync(resource, cancellationToken).Select(mark => mark.Scope).ToListAsync(cancellationToken);
        return known.Count > 0
            ? known
            : [new Scope { AccountId = resource.AccountId, Region = resource.Region, Kind = resource.Kind }];
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "{Resource} is gone, but {Obstacle}")]
        public static partial void Kept(ILogger logger, ResourceKey resource, string obstacle);
    }
}
