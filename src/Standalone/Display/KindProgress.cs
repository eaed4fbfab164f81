using Pipeline.Ledger;

namespace Pipeline.Standalone.Display;

/// <summary>How far a run is with one kind, over all its scopes.</summary>
internal sealed record KindProgress
{
    public required string Kind { get; init; }

    public required int Scopes { get; init; }

    public required int Open { get; init; }

    public required int Failed { get; init; }

    public required long Listed { get; init; }

    public required long Mapped { get; init; }

    public required long Written { get; init; }

    public required long Rejected { get; init; }

    /// <summary>The kinds of a run, by name.</summary>
    public static IReadOnlyList<KindProgress> Of(RunSnapshot run) =>
        [.. run.Scopes.GroupBy(scope => scope.Scope.Kind).OrderBy(kind => kind.Key, StringComparer.Ordinal).Select(kind => Sum(kind.Key, [.. kind]))];

    /// <summary>All kinds together.</summary>
    public static KindProgress Total(RunSnapshot run) => Sum("all kinds", run.Scopes);

    private static KindProgress Sum(string kind, IReadOnlyList<ScopeSnapshot> scopes) => new()
    {
        Kind = kind,
        Scopes = scopes.Count,
        Open = scopes.Count(scope => scope.State == ScopeState.Open),
        Failed = scopes.Count(scope => scope.State == ScopeState.Failed),
        Listed = scopes.Sum(scope => scope.Listed),
        Mapped = scopes.Sum(scope => scope.Mapped),
        Written = scopes.Sum(scope => scope.Written),
        Rejected = scopes.Sum(scope => scope.Rejected),
    };
}
