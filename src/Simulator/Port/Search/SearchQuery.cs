using System.Text.Json;
using Pipeline.Simulator.Port.Entities;

namespace Pipeline.Simulator.Port.Search;

/// <summary>A search query of Port's: rules, joined by and or or, in groups within groups.</summary>
internal sealed class SearchQuery
{
    private readonly Func<EntityState, bool> test;

    private SearchQuery(Func<EntityState, bool> test) => this.test = test;

    public static SearchQuery All { get; } = new(_ => true);

    public bool Matches(EntityState entity) => test(entity);

    /// <summary>Reads a query; returns what is wrong with it, when something is.</summary>
    public static string? TryRead(JsonElement query, SearchContext context, out SearchQuery read)
    {
        read = All;
        try
        {
            read = new(Group(query, context));
            return null;
        }
        catch (SearchQueryException exception)
        {
            return exception.Message;
        }
    }

    private static Func<EntityState, bool> Group(JsonElement query, SearchContext context)
    {
        if (query.ValueKind != JsonValueKind.Object
            || !query.TryGetProperty("combinator", out var combinator)
            || !query.TryGetProperty("rules", out var rules)
            || rules.ValueKind != JsonValueKind.Array)
        {
            throw new SearchQueryException("query must have required properties 'combinator' and 'rules'");
        }

        var tests = rules.EnumerateArray()
            .Select(rule => rule.ValueKind == JsonValueKind.Object && rule.TryGetProperty("combinator", out _) ? Group(rule, context) : SearchRule.Read(rule, context))
            .ToArray();
        return combinator.ToString() switch
        {
            "and" => entity => Array.TrueForAll(tests, test => test(entity)),
            "or" => entity => Array.Exists(tests, test => test(entity)),
            _ => throw new SearchQueryException("query/combinator must be equal to one of the allowed values: and, or"),
        };
    }
}
