using Pipeline.Simulator.Organisation;
using Pipeline.Simulator.Port.Blueprints;
using Pipeline.Simulator.Port.Entities;

namespace Pipeline.Simulator.Demo.Oracle;

/// <summary>Compares Port with the organisation, entity by entity.</summary>
internal sealed class CatalogComparer(
    SimulatedOrganisation organisation, DemoOracle oracle, Excuses excuses, DemoCatalog catalog, BlueprintStore blueprints, EntityStore entities)
{
    private readonly HashSet<EntityKey> known = [];
    private readonly HashSet<EntityKey> excused = [];
    private readonly List<string> missing = [];
    private readonly List<string> different = [];
    private readonly SortedDictionary<string, int> expectedByBlueprint = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, (int Scopes, int Entities)> faults = new(StringComparer.Ordinal);
    private int matching, missingCount, differentCount;

    public EqualityReport Compare(CancellationToken cancellationToken)
    {
        var alone = excuses.OfOrganisation();
        CompareAccounts(alone);
        foreach (var (account, kind, region) in oracle.Scopes())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var excuse = alone is not null && account != organisation.Installation ? alone : excuses.Of(account, kind, region);
            CompareScope(oracle.Scope(kind, account.Id, region), excuse);
        }

        var unexpected = FindUnexpected();
        return new()
        {
            Expected = expectedByBlueprint.Values.Sum(),
            AtPort = BlueprintNames().Sum(entities.Count),
            Matching = matching,
            MissingCount = missingCount,
            DifferentCount = differentCount,
            UnexpectedCount = unexpected.Count,
            ExcusedCount = excused.Count,
            Missing = missing,
            Different = different,
            Unexpected = [.. unexpected.Take(EqualityReport.MostListed).Select(Name)],
            Faults = [.. faults.Select(fault => FormattableString.Invariant($"{fault.Key}: {fault.Value.Scopes} scopes, {fault.Value.Entities} entities"))],
            ExpectedByBlueprint = expectedByBlueprint,
        };
    }

    private void CompareAccounts(string? alone)
    {
        if (alone is not null)
        {
            CompareScope([DemoOracle.LoneAccount(organisation.Installation)], null);
            return;
        }

        CompareScope(organisation.Accounts.Select(account => DemoOracle.Account(account, organisation.ArnOf(account), excuses.IsSuspended(account))), null);
    }

    private void CompareScope(IEnumerable<ExpectedEntity> scope, string? excuse)
    {
        var count = 0;
        foreach (var expected in scope)
        {
            count++;
            var key = new EntityKey(expected.Blueprint, expected.Identifier);
            var found = entities.TryFind(key, out var record);
            if (excuse is not null)
            {
                excused.Add(key);
            }
            else if (excuses.OfEntity(key.Blueprint, key.Identifier) is { } rejection)
            {
                excused.Add(key);
                var (scopes, before) = faults.GetValueOrDefault(rejection);
                faults[rejection] = (scopes, before + 1);
            }
            else
            {
                Count(expected, key, found ? record!.State : null);
            }
        }

        if (excuse is not null)
        {
            var (scopes, before) = faults.GetValueOrDefault(excuse);
            faults[excuse] = (scopes + 1, before + count);
        }
    }

    private void Count(ExpectedEntity expected, EntityKey key, EntityState? actual)
    {
        known.Add(key);
        expectedByBlueprint[key.Blueprint] = expectedByBlueprint.GetValueOrDefault(key.Blueprint) + 1;
        if (actual is null)
        {
            missingCount++;
            AddTo(missing, Name(key));
        }
        else if (EntityComparer.FindDifference(expected, actual, blueprints.Find(key.Blueprint)) is { } difference)
        {
            differentCount++;
            AddTo(different, $"{Name(key)}: {difference}");
        }
        else
        {
            matching++;
        }
    }

    /// <summary>
    /// What an integration wrote and nothing explains. What people and other tools wrote is theirs; a placeholder is
    /// explained by whatever relates to it.
    /// </summary>
    private List<EntityKey> FindUnexpected() =>
    [
        .. from blueprint in BlueprintNames()
           from entity in entities.Snapshot(blueprint)
           where entity.CreatedBy.StartsWith("port-ocean/", StringComparison.Ordinal)
              && !known.Contains(entity.Key)
              && !excused.Contains(entity.Key)
              && !(entity.IsPlaceholder && entities.HasIncoming(entity.Key))
           select entity.Key,
    ];

    private IEnumerable<string> BlueprintNames() =>
        catalog.Blueprints.Select(blueprint => blueprint!["identifier"]!.GetValue<string>());

    private static void AddTo(List<string> list, string item)
    {
        if (list.Count < EqualityReport.MostListed)
        {
            list.Add(item);
        }
    }

    private static string Name(EntityKey key) => $"{key.Blueprint}/{key.Identifier}";
}
