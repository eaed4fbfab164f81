using System.Text.Json;

namespace Pipeline.Ingress.Installation.Removal;

/// <summary>Which blueprints relate to which.</summary>
internal sealed class BlueprintGraph(IReadOnlyList<JsonElement> blueprints)
{
    private readonly Dictionary<string, HashSet<string>> _targets =
        blueprints.ToDictionary(Id, Targets, StringComparer.Ordinal);

    public IEnumerable<string> Identifiers => _targets.Keys;

    public bool Contains(string blueprint) => _targets.ContainsKey(blueprint);

    /// <summary>A blueprint outside the set that relates to one; null when there is none.</summary>
    public string? DependentOutside(string blueprint, IReadOnlySet<string> set) => _targets
        .FirstOrDefault(other => other.Key != blueprint && !set.Contains(other.Key) && other.Value.Contains(blueprint)).Key;

    /// <summary>The blueprints so that each comes before those it relates to; in a cycle, by name.</summary>
    public IReadOnlyList<string> DependentsFirst(IEnumerable<string> set)
    {
        var left = set.ToHashSet(StringComparer.Ordinal);
        var order = new List<string>(left.Count);
        while (left.Count > 0)
        {
            var free = left.Where(one => !left.Any(other => other != one && _targets.GetValueOrDefault(other)?.Contains(one) == true)).ToList();
            var next = (free.Count > 0 ? free : [.. left]).Min(StringComparer.Ordinal)!;
            left.Remove(next);
            order.Add(next);
        }

        return order;
    }

    private static string Id(JsonElement blueprint) => blueprint.GetProperty("identifier").GetString()!;

    private static HashSet<string> Targets(JsonElement blueprint) =>
        blueprint.TryGetProperty("relations", out var relations) && relations.ValueKind == JsonValueKind.Object
            ? [.. relations.EnumerateObject().Select(relation => relation.Value.TryGetProperty("target", out var target) ? target.GetString()! : string.Empty)]
            : [];
}
