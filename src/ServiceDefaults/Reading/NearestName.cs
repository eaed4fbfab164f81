using Pipeline.ServiceDefaults.Known;

namespace Pipeline.ServiceDefaults.Reading;

/// <summary>Finds the known setting that a misspelt name probably means.</summary>
internal static class NearestName
{
    // Names share long prefixes, so a share of the whole length would let any two neighbours match.
    private const int Tolerance = 3;

    private static readonly (string Name, string Folded, string Last)[] Candidates =
    [
        .. KnownSettings.ByKey.Values.Select(setting => (setting.Name, Fold(setting.Name), Fold(setting.Name.Split("__")[^1]))),
    ];

    /// <summary>The nearest name, or null when none is near. Case and underscores do not count.</summary>
    public static string? Find(string name)
    {
        var folded = Fold(name);
        var nearest = Candidates
            .Select(candidate => (candidate.Name, Distance: Nearest.EditDistance(folded, candidate.Folded)))
            .MinBy(candidate => candidate.Distance);
        return nearest.Distance <= Tolerance ? nearest.Name : WithSameEnding(name);
    }

    // A setting that was put under the wrong parent ends as it should; an ending that several share tells nothing.
    private static string? WithSameEnding(string name)
    {
        var ending = Fold(name.Split("__")[^1]);
        var matches = Candidates.Where(candidate => candidate.Last == ending).Take(2).ToList();
        return matches.Count == 1 ? matches[0].Name : null;
    }

    private static string Fold(string name) => name.Replace("_", string.Empty, StringComparison.Ordinal).ToLowerInvariant();
}
