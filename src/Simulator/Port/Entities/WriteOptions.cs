namespace Pipeline.Simulator.Port.Entities;

/// <summary>Query parameters of a write.</summary>
internal sealed record WriteOptions(bool Upsert, bool Merge, bool CreateMissing, bool ValidationOnly)
{
    public static WriteOptions Of(PortExchange exchange) => new(
        exchange.Flag("upsert"),
        exchange.Flag("merge"),
        exchange.Flag("create_missing_related_entities"),
        exchange.Flag("validation_only"));
}
