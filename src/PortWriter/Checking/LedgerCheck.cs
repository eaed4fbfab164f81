using Pipeline.Ledger.Resources;
using Pipeline.PortWriter.Drift;
using Pipeline.PortWriter.Planning;
using Pipeline.PortWriter.Removing;

namespace Pipeline.PortWriter.Checking;

/// <summary>
/// Compares what the ledger says was written with what Port holds as ours, and changes neither. Names are compared, not
/// content: that takes what AWS says, and is what a plan does.
/// </summary>
/// <remarks>
/// Both are read page by page, and once more where they differ: only what is different both times is told, so that the
/// answer is right beside a process that writes. Of what was read, hashes of the names are kept.
/// </remarks>
public sealed class LedgerCheck
{
    private const int Batch = 500;

    private readonly OwnedEntities _owned;
    private readonly LedgerRows _rows;
    private readonly SearchedBlueprints _searched;
    private readonly HeldEntities _held;
    private readonly Dependents _dependents;

    internal LedgerCheck(OwnedEntities owned, LedgerRows rows, SearchedBlueprints searched, HeldEntities held, Dependents dependents) =>
        (_owned, _rows, _searched, _held, _dependents) = (owned, rows, searched, held, dependents);

    /// <summary>Compares.</summary>
    /// <exception cref="Port.PortException">Port could not be read.</exception>
    public async Task<LedgerComparison> CompareAsync(CancellationToken cancellationToken)
    {
        var findings = new Findings();
        var suspects = await LookAsync(findings, cancellationToken);
        if (suspects.HasUnattributed || suspects.HasRows)
        {
            var held = await HeldAgainAsync(suspects, findings, cancellationToken);
            if (suspects.HasRows)
            {
                await RowsAgainAsync(suspects, held, findings, cancellationToken);
            }
        }

        return findings.ToComparison();
    }

    private async Task<Suspects> LookAsync(Findings findings, CancellationToken cancellationToken)
    {
        var suspects = new Suspects();
        await foreach (var entity in _owned.ListAsync(before: null, cancellationToken))
        {
            suspects.AddHeld(entity);
            findings.Own(entity);
        }

        await foreach (var (row, made) in _rows.ContributionsAsync(cancellationToken))
        {
            suspects.AddMade(row.Row, made);
            if (EntityDeletions.IsSearch(made.Entity))
            {
                findings.Skip(made.Entity);
            }
        }

        return suspects;
    }

    private async Task<PortSnapshot> HeldAgainAsync(Suspects suspects, Findings findings, CancellationToken cancellationToken)
    {
        var held = new PortSnapshot();
        var unattributed = _owned.ListAsync(before: null, cancellationToken)
            .Select(entity =>
            {
                held.Add(entity);
                return entity;
            })
            .Where(suspects.IsUnattributed);
        await foreach (var entities in unattributed.Chunk(Batch).WithCancellation(cancellationToken))
        {
            await AddUnattributedAsync(suspects, await _rows.WithoutRowAsync(entities, cancellationToken), findings, cancellationToken);
        }

        return held;
    }

    private async Task AddUnattributedAsync(
        Suspects suspects, IReadOnlyList<EntityKey> entities, Findings findings, CancellationToken cancellationToken)
    {
        foreach (var blueprint in entities.GroupBy(entity => entity.Blueprint, StringComparer.Ordinal))
        {
            if (await _searched.ContainsAsync(blueprint.Key, cancellationToken))
            {
                blueprint.ToList().ForEach(findings.Skip);
                continue;
            }

            var related = await RelatedAsync(suspects, [.. blueprint], cancellationToken);
            foreach (var entity in blueprint)
            {
                var isRelatedTo = related.TryGetValue(entity, out var by);
                findings.Add(
                    isRelatedTo ? DifferenceKind.RelatedTo : DifferenceKind.Unattributed,
                    entity,
                    resource: null,
                    isRelatedTo ? $"{by.Blueprint}/{by.Identifier} relates to it" : null);
            }
        }
    }

    // What no resource makes either does not keep what it relates to.
    private async Task<Dictionary<EntityKey, EntityKey>> RelatedAsync(
        Suspects suspects, IReadOnlyList<EntityKey> entities, CancellationToken cancellationToken)
    {
        var related = new Dictionary<EntityKey, EntityKey>();
        await foreach (var (target, dependent) in _dependents.ReadAsync(entities, cancellationToken))
        {
            if (!suspects.IsUnattributed(dependent))
            {
                related.TryAdd(target, dependent);
            }
        }

        return related;
    }

    private async Task RowsAgainAsync(Suspects suspects, PortSnapshot held, Findings findings, CancellationToken cancellationToken)
    {
        var told = Enum.GetValues<DifferenceKind>().ToDictionary(kind => kind, _ => new PortSnapshot());
        var different = _rows.ContributionsAsync(cancellationToken)
            .Where(seen => suspects.Contains(seen.Made.Entity))
            .Select(seen => (Row: seen.Row.Key, seen.Made.Entity, Kind: Suspects.Suspicion(seen.Row.Row, seen.Made, held.Holds(seen.Made.Entity))))
            .Where(seen => seen.Kind is { } kind && told[kind].Add(seen.Entity));
        await foreach (var some in different.Chunk(Batch).WithCancellation(cancellationToken))
        {
            foreach (var (row, entity, kind) in some.Where(seen => seen.Kind is not DifferenceKind.Missing))
            {
                findings.Add(kind!.Value, entity, row);
            }

            foreach (var blueprint in some.Where(seen => seen.Kind is DifferenceKind.Missing).GroupBy(seen => seen.Entity.Blueprint, StringComparer.Ordinal))
            {
                await AddMissingAsync(blueprint.Key, [.. blueprint.Select(seen => (seen.Row, seen.Entity))], findings, cancellationToken);
            }
        }
    }

    private async Task AddMissingAsync(
        string blueprint, IReadOnlyList<(RowKey Row, EntityKey Entity)> missing, Findings findings, CancellationToken cancellationToken)
    {
        var isThere = await _held.BlueprintAsync(blueprint) is not null;
        var others = isThere ? await _held.FindAsync(blueprint, missing.Select(entity => entity.Entity.Identifier), cancellationToken) : null;
        foreach (var (row, entity) in missing)
        {
            var isOthers = others?.ContainsKey(entity.Identifier) ?? false;
            findings.Add(isOthers ? DifferenceKind.OtherOwner : DifferenceKind.Missing, entity, row, isThere ? null : "the blueprint is missing");
        }
    }
}
