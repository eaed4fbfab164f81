namespace Pipeline.Simulator.Port.Entities;

/// <summary>Which members of an entity are asked for.</summary>
internal sealed class EntityFields(IEnumerable<string> include, IEnumerable<string> exclude)
{
    private readonly HashSet<string> included = Names(include);
    private readonly HashSet<string> excluded = Names(exclude);

    public static EntityFields All { get; } = new([], []);

    /// <summary>The members Ocean reads when it asks what it owns.</summary>
    public static EntityFields AllAndMeta { get; } = new(EntityJson.Meta.Append("*"), []);

    public bool IsAll => (included.Count == 0 || included.Contains("*")) && excluded.Count == 0;

    public static EntityFields Of(PortExchange exchange) =>
        new(Split(exchange.Context.Request.Query["include"]), Split(exchange.Context.Request.Query["exclude"]));

    public bool Has(string name) => (included.Count == 0 || included.Contains("*") || included.Contains(name)) && !excluded.Contains(name);

    /// <summary>Whether the member is asked for by its name.</summary>
    public bool Names(string name) => included.Contains(name) && !excluded.Contains(name);

    private static IEnumerable<string> Split(Microsoft.Extensions.Primitives.StringValues values) =>
        values.SelectMany(value => (value ?? string.Empty).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    // Both $updatedAt and updatedAt are in use.
    private static HashSet<string> Names(IEnumerable<string> names) =>
        new(names.Select(name => name.TrimStart('$')), StringComparer.Ordinal);
}
