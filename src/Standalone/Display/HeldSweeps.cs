using Pipeline.Ledger;

namespace Pipeline.Standalone.Display;

/// <summary>Deletions that a run did not do, why, and what to do about them, in words: what the whole run was held for is one row.</summary>
internal static class HeldSweeps
{
    public static IReadOnlyList<string> Describe(IReadOnlyList<ScopeSnapshot> scopes) =>
    [
        .. Held([.. scopes.Where(scope => scope.Sweep is { Result: SweepResult.Held })]),
        .. scopes.Where(scope => scope.State == ScopeState.Emptied)
            .Select(scope => $"{scope.Scope}: listed nothing, though it had something before: all is kept until a run an hour later, or more, lists nothing again"),
    ];

    private static IEnumerable<string> Held(IReadOnlyList<ScopeSnapshot> held) =>
        held.Select(scope => scope.Sweep!.Reason).Distinct().Count() == 1 ? [Row(held)] : held.Select(scope => Row([scope]));

    private static string Row(IReadOnlyList<ScopeSnapshot> alike)
    {
        var sweeps = alike.Select(scope => scope.Sweep!).ToList();
        var more = alike.Count switch { 1 => string.Empty, 2 => " and 1 more scope", var count => $" and {count - 1} more scopes" };
        return $"{alike[0].Scope}{more}: {sweeps.Sum(sweep => sweep.Gone - sweep.Deleted)} of {sweeps.Sum(sweep => sweep.Entities)} entities kept: {sweeps[0].Reason}";
    }
}
