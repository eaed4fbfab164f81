using Pipeline.Contracts;
using Pipeline.Contracts.Mapping;
using Pipeline.Enumerator.Accounts;
using Pipeline.ServiceDefaults.Reading;

namespace Pipeline.Enumerator.Planning;

/// <summary>Finds in what a run is limited to what can be no limit, because it does not exist.</summary>
internal static class FilterCheck
{
    // More names than this are no help.
    private const int MostNames = 8;

    /// <param name="only">What the run is limited to.</param>
    /// <param name="mapping">Names the kinds.</param>
    /// <param name="discovery">Names accounts and regions.</param>
    /// <param name="remembered">Scopes that have entities: they may be named though they are listed no more.</param>
    /// <exception cref="UnknownScopeException">Something is unknown; the message names the nearest.</exception>
    public static void ThrowIfUnknown(RunFilter only, MappingDocument mapping, Discovery discovery, IReadOnlyList<Scope> remembered)
    {
        // Of an account that is out of reach the regions are not known.
        var regionsAreKnown = discovery.Accounts.All(account => account.Failure is null);
        string?[] faults =
        [
            .. only.Kinds.Select(kind => Fault("kind", kind, mapping.Blocks.Select(block => block.Kind).Concat(remembered.Select(scope => scope.Kind)), "the mapping has")),
            .. only.Accounts.Select(account => Fault(
                "account", account, discovery.Accounts.Select(reach => reach.AccountId).Concat(discovery.Closed.Keys).Concat(remembered.Select(scope => scope.AccountId)), "there are")),
            .. only.Regions.Where(_ => regionsAreKnown).Select(region => Fault(
                "region",
                region,
                discovery.Accounts.SelectMany(reach => reach.Regions).Append(Scope.Global).Concat(remembered.Select(scope => scope.Region)),
                "the accounts have")),
        ];
        var told = faults.OfType<string>().ToList();
        if (told.Count > 0)
        {
            throw new UnknownScopeException(string.Join(' ', told));
        }
    }

    private static string? Fault(string what, string given, IEnumerable<string> known, string have)
    {
        var names = known.Where(name => name != Scope.Every).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal).ToList();
        if (names.Contains(given, StringComparer.OrdinalIgnoreCase))
        {
            return null;
        }

        var hint = Nearest.Of(given, names) is { } nearest
            ? $"Perhaps {nearest} is meant"
            : $"Of these {have} {string.Join(", ", names.Take(MostNames))}{(names.Count > MostNames ? $" and {names.Count - MostNames} more" : string.Empty)}";
        return $"There is no {what} '{given}'. {hint}.";
    }
}
