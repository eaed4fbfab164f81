using Pipeline.Ledger;

namespace Pipeline.Standalone.Display;

/// <summary>
/// What left with the mapping, a filter or the organisation, in words: scopes that left for one reason share a row.
/// </summary>
internal static class LeftScopes
{
    public static IReadOnlyList<string> Describe(IEnumerable<ScopeSnapshot> scopes)
    {
        var all = scopes.Where(scope => scope.Sweep is { MappingChanges: > 0 }).ToList();
        return
        [
            .. all.Where(scope => scope.Left is not null)
                .GroupBy(scope => (scope.Scope.Kind, scope.Left!.Reason, scope.Left.MayDelete))
                .Select(left => $"{left.Key.Kind}, {Scopes(left.Count())}: {left.Key.Reason}. {Fate(left, left.Key.MayDelete)}"),
            .. all.Where(scope => scope.Left is null)
                .GroupBy(scope => scope.Scope.Kind)
                .Select(left => $"{left.Key}, {Scopes(left.Count())}: a block left the mapping. {Fate(left, mayDelete: true)}"),
        ];
    }

    private static string Fate(IEnumerable<ScopeSnapshot> scopes, bool mayDelete)
    {
        var sweeps = scopes.Select(scope => scope.Sweep!).ToList();
        var entities = sweeps.Sum(sweep => sweep.MappingChanges);
        return !sweeps.All(sweep => sweep.Reason is not null) ? $"Of {entities} entities {sweeps.Sum(sweep => sweep.Deleted)} were deleted."
            : mayDelete ? $"{entities} entities are kept; --allow-deletes deletes them."
            : $"{entities} entities are kept.";
    }

    private static string Scopes(int count) => count == 1 ? "1 scope" : $"{count} scopes";
}
