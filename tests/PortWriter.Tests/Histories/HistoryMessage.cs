using Pipeline.Contracts;

namespace Pipeline.PortWriter.Tests.Histories;

/// <summary>A message on its way.</summary>
internal abstract record HistoryMessage
{
    /// <summary>That a resource is to be fetched.</summary>
    public sealed record Hint(ResourceKey Resource) : HistoryMessage;

    /// <summary>What a page or a fetch showed.</summary>
    public sealed record Shown(EntitiesMapped Message) : HistoryMessage;

    /// <summary>That a fetch found nothing.</summary>
    public sealed record Gone(ResourceKey Resource, long Ticket) : HistoryMessage;
}
