namespace Pipeline.Aws;

/// <summary>Finds the name that was probably meant.</summary>
public static class Nearest
{
    /// <summary>The nearest name as the end of a sentence.</summary>
    /// <returns><c>; did you mean 'Name'?</c> or nothing when no name is near.</returns>
    public static string Hint(string given, IEnumerable<string> known) =>
        Find(given, known) is { } near ? $"; did you mean '{near}'?" : "";

    /// <summary>The known name that is nearest, by letters to change; null when a third of them would have to be.</summary>
    public static string? Find(string given, IEnumerable<string> known)
    {
        // A third of the letters wrong is no longer a slip of the keys.
        var limit = Math.Max(1, given.Length / 3);
        return known
            .Select(name => (Name: name, Distance: Distance(given, name)))
            .Where(candidate => candidate.Distance <= limit)
            .OrderBy(candidate => candidate.Distance)
            .Select(candidate => candidate.Name)
            .FirstOrDefault();
    }

    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var above = row[j];
                var same = char.ToUpperInvariant(left[i - 1]) == char.ToUpperInvariant(right[j - 1]);
                row[j] = Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + (same ? 0 : 1));
                diagonal = above;
            }
        }

        return row[^1];
    }
}
