namespace Pipeline.ServiceDefaults.Reading;

/// <summary>Finds the name that a misspelt one probably means.</summary>
public static class Nearest
{
    /// <summary>The nearest of some names; null when none is near. Case does not count.</summary>
    public static string? Of(string given, IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(given);
        var folded = given.ToLowerInvariant();
        var nearest = names
            .Select(name => (Name: name, Distance: EditDistance(folded, name.ToLowerInvariant())))
            .OrderBy(candidate => candidate.Distance)
            .FirstOrDefault();

        // A third of the letters wrong is a slip, or half a name; more is another name.
        return nearest.Name is not null && nearest.Distance <= Math.Max(2, given.Length / 3) ? nearest.Name
            : names.Where(name => folded.Length > 2 && name.EndsWith(given, StringComparison.OrdinalIgnoreCase)).Take(2).ToList() is [var only] ? only
            : null;
    }

    /// <summary>Levenshtein's distance in one row of memory.</summary>
    internal static int EditDistance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var substitution = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substitution, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[right.Length];
    }
}
