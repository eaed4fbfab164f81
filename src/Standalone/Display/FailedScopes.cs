using Pipeline.Ledger;

namespace Pipeline.Standalone.Display;

/// <summary>Failed scopes in words: those of one kind that failed alike share a row, for an organisation has hundreds of them.</summary>
internal static class FailedScopes
{
    // More names than this are counted instead.
    private const int MostNames = 4;

    public static IReadOnlyList<string> Describe(IEnumerable<ScopeSnapshot> scopes) =>
    [
        .. scopes.Where(scope => scope.Failure is not null)
            .GroupBy(scope => (scope.Scope.Kind, scope.Failure!.Class, scope.Failure.Code, Account: IsWhole(scope) ? scope.Scope.AccountId : string.Empty))
            .OrderBy(alike => alike.Key.Kind, StringComparer.Ordinal)
            .Select(alike => Describe([.. alike])),
    ];

    private static string Describe(IReadOnlyList<ScopeSnapshot> alike)
    {
        var first = alike[0];
        var failure = first.Failure!;
        var what = IsWhole(first)
            ? $"account {first.Scope.AccountId}, all of it"
            : $"{first.Scope.Kind} in {Names(alike.Select(scope => scope.Scope.AccountId), "accounts")}, {Names(alike.Select(scope => scope.Scope.Region), "regions")}";
        var count = alike.Count > 1 ? $" ({alike.Count} scopes; the first says)" : string.Empty;
        return $"{what}: {failure.Class} ({failure.Code}){count}: {failure.Reason}";
    }

    // A scope that stands for an account that could not be entered.
    private static bool IsWhole(ScopeSnapshot scope) => scope.Scope.Kind == "*";

    private static string Names(IEnumerable<string> names, string what)
    {
        var distinct = names.Distinct().Order(StringComparer.Ordinal).ToList();
        return distinct.Count <= MostNames ? string.Join(" ", distinct) : $"{distinct.Count} {what}";
    }
}
