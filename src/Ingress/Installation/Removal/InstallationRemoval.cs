using Pipeline.Port;

namespace Pipeline.Ingress.Installation.Removal;

/// <summary>
/// Plans how an installation is taken away from Port. What others wrote stays: a blueprint goes only when it is one of the
/// installation's defaults, all its entities are the installation's own, and nothing that stays relates to it.
/// </summary>
public sealed class InstallationRemoval(PortClient port, ResourceFolder folder, OwnedEntities owned)
{
    /// <summary>Looks at what there is. Changes nothing.</summary>
    /// <exception cref="PortException">Port did not answer or refused.</exception>
    /// <exception cref="InstallationException">The user's defaults cannot be read.</exception>
    public async Task<RemovalPlan> PlanAsync(CancellationToken cancellationToken)
    {
        var integration = await port.FindIntegrationAsync(cancellationToken);
        var graph = new BlueprintGraph(await port.ListBlueprintsAsync(cancellationToken));
        var entities = await owned.ReadAsync(graph.Identifiers, cancellationToken);
        var kept = await JudgeAsync(graph, entities, await DefaultsAsync(integration, cancellationToken), cancellationToken);
        var touched = entities.Where(entry => entry.Value.Count > 0).Select(entry => entry.Key)
            .Union(kept.Where(verdict => verdict.Value is null).Select(verdict => verdict.Key), StringComparer.Ordinal);
        return new RemovalPlan
        {
            HasIntegration = integration is not null,
            Blueprints =
            [
                .. graph.DependentsFirst(touched).Select(blueprint => new BlueprintRemoval(
                    blueprint, entities.GetValueOrDefault(blueprint, []), kept.GetValueOrDefault(blueprint, "it is not one of the defaults"))),
            ],
        };
    }

    // What Port made, or nobody, is not this program's to delete.
    private async Task<IReadOnlyList<string>> DefaultsAsync(PortIntegration? integration, CancellationToken cancellationToken) =>
        integration?.CreatePortResourcesOrigin?.ToUpperInvariant() is null or "DEFAULT" or "OCEAN"
            ? [.. (await folder.ReadAsync(cancellationToken)).Blueprints.Select(blueprint => blueprint.GetProperty("identifier").GetString()!)]
            : [];

    /// <summary>Why each default blueprint stays; null for one that goes.</summary>
    private async Task<Dictionary<string, string?>> JudgeAsync(
        BlueprintGraph graph,
        IReadOnlyDictionary<string, IReadOnlyList<string>> entities,
        IReadOnlyList<string> defaults,
        CancellationToken cancellationToken)
    {
        var verdicts = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var blueprint in defaults.Where(graph.Contains))
        {
            var others = await port.CountEntitiesAsync(blueprint, cancellationToken) - entities.GetValueOrDefault(blueprint, []).Count;
            verdicts[blueprint] = others > 0 ? $"{others} of its entities are not this installation's" : null;
        }

        // A blueprint that stays keeps those it relates to.
        for (var changed = true; changed;)
        {
            var going = verdicts.Where(verdict => verdict.Value is null).Select(verdict => verdict.Key).ToHashSet(StringComparer.Ordinal);
            var held = going.Select(blueprint => (Blueprint: blueprint, By: graph.DependentOutside(blueprint, going))).Where(pair => pair.By is not null).ToList();
            held.ForEach(pair => verdicts[pair.Blueprint] = $"{pair.By} relates to it");
            changed = held.Count > 0;
        }

        return verdicts;
    }
}
