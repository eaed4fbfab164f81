namespace Pipeline.Ingress.LiveEvents.Catalog;

/// <summary>The rows of a catalog while it is read, and what is wrong with them.</summary>
internal sealed class EventCatalogRows
{
    public List<KeyValuePair<(string Source, string DetailType), EventRow>> Events { get; } = [];

    public List<KeyValuePair<string, EventRow>> Calls { get; } = [];

    public List<KeyValuePair<string, ResourceForm>> Arns { get; } = [];

    public List<ResourceForm> Prefixes { get; } = [];

    public List<string> Errors { get; } = [];

    public IEnumerable<string> Kinds => Events.SelectMany(row => row.Value.Kinds)
        .Concat(Calls.SelectMany(row => row.Value.Kinds))
        .Concat(Arns.SelectMany(arn => arn.Value.Kinds))
        .Concat(Prefixes.SelectMany(prefix => prefix.Kinds));
}
