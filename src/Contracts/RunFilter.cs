using System.Text.Json.Serialization;

namespace Pipeline.Contracts;

/// <summary>Limits a run to some scopes. An empty list means all.</summary>
public sealed record RunFilter
{
    /// <summary>Accounts to list.</summary>
    public IReadOnlyList<string> Accounts { get; init; } = [];

    /// <summary>Regions to list; <see cref="Scope.Global"/> names what belongs to none.</summary>
    public IReadOnlyList<string> Regions { get; init; } = [];

    /// <summary>Kinds to list.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <summary>Whether nothing is left out.</summary>
    [JsonIgnore]
    public bool IsEverything => Accounts.Count == 0 && Regions.Count == 0 && Kinds.Count == 0;

    /// <summary>Whether a scope is to be listed.</summary>
    public bool Takes(Scope scope) =>
        Takes(Accounts, scope.AccountId) && Takes(Regions, scope.Region) && Takes(Kinds, scope.Kind);

    /// <summary>Whether another filter names the same, in the same order.</summary>
    public bool IsSame(RunFilter other) =>
        Accounts.SequenceEqual(other.Accounts) && Regions.SequenceEqual(other.Regions) && Kinds.SequenceEqual(other.Kinds);

    private static bool Takes(IReadOnlyList<string> wanted, string value) =>
        wanted.Count == 0 || value == Scope.Every || wanted.Contains(value, StringComparer.OrdinalIgnoreCase);
}
