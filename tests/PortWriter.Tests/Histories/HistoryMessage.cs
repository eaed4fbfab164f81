using Pipeline.Contracts;

namespace Pipeline.PortWriter.Tests.Histories;

/// <summary>A message on its way.</summary>
internal abstract record HistoryMessage
{
    /// <summary>That a resource is to be fetched, and mapped by a version.</summary>
    public sealed record Hint(ResourceKey Resource, string Mapping) : HistoryMessage;

    /// <summary>What a page or a fetch showed.</summary>
    public sealed record Shown(EntitiesMapped Message) : HistoryMessage
    {
        /// <inheritdoc/>
        public override string ToString() =>
            $"{Message.Scope.Kind} {string.Join(',', Message.Resources)} t{Message.Ticket} page {Message.Page}: {string.Join(", ", Message.Entities.Select(entity => entity.Body))}";
    }

    /// <summary>That a fetch found nothing.</summary>
    public sealed record Gone(ResourceKey Resource, string Mapping, long Ticket) : HistoryMessage;
}
