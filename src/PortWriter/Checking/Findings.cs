using Pipeline.Ledger.Resources;

namespace Pipeline.PortWriter.Checking;

/// <summary>What a comparison has found so far: counts, and the first of each kind.</summary>
internal sealed class Findings
{
    private readonly SortedDictionary<string, Blueprint> _blueprints = new(StringComparer.Ordinal);

    /// <summary>Counts an entity that Port holds as ours.</summary>
    public void Own(EntityKey entity) => Of(entity).Owned++;

    /// <summary>Counts an entity that cannot be compared.</summary>
    public void Skip(EntityKey entity) => Of(entity).NotCompared++;

    /// <summary>Notes a difference.</summary>
    public void Add(DifferenceKind kind, EntityKey entity, RowKey? resource, string? reason = null) =>
        Of(entity).Add(kind, new Difference(entity.Identifier, resource?.ToString(), reason));

    public LedgerComparison ToComparison() => new([.. _blueprints.Select(blueprint => blueprint.Value.ToCheck(blueprint.Key))]);

    private Blueprint Of(EntityKey entity)
    {
        if (!_blueprints.TryGetValue(entity.Blueprint, out var blueprint))
        {
            _blueprints[entity.Blueprint] = blueprint = new Blueprint();
        }

        return blueprint;
    }

    private sealed class Blueprint
    {
        private readonly SortedDictionary<DifferenceKind, (long Count, List<Difference> First)> _found = [];

        public long Owned { get; set; }

        public long NotCompared { get; set; }

        public void Add(DifferenceKind kind, Difference difference)
        {
            var (count, first) = _found.GetValueOrDefault(kind, (0, []));
            if (first.Count < Differences.Listed)
            {
                first.Add(difference);
            }

            _found[kind] = (count + 1, first);
        }

        public BlueprintCheck ToCheck(string name) => new()
        {
            Blueprint = name,
            Owned = Owned,
            NotCompared = NotCompared,
            Found = _found.ToDictionary(found => found.Key, found => new Differences(found.Value.Count, found.Value.First)),
        };
    }
}
