using System.Collections.Frozen;

namespace Pipeline.Enumerator.Kinds;

/// <summary>
/// The kinds that can be listed, as the published CloudFormation registry schemas had them, with the properties of a
/// parent that listing needs. It only helps with advice: AWS decides what exists.
/// </summary>
internal static class KindNames
{
    private static readonly FrozenDictionary<string, string> Parents = Read();

    /// <summary>What to tell the user about a kind before it is tried; null when there is nothing to say.</summary>
    public static string? Advice(string kind)
    {
        if (kind == ListingTraits.OrganizationAccount || NativeKinds.Contains(kind))
        {
            return null;
        }

        if (!Parents.TryGetValue(kind, out var parents))
        {
            return $"{kind} is not a kind known to be listable; it is tried all the same. Did you mean {Nearest(kind)}?";
        }

        return parents.Length == 0
            ? null
            : $"{kind} can only be listed below a parent (it needs {parents}): AWS is likely to refuse.";
    }

    private static string Nearest(string kind) => Parents.Keys.MinBy(known => Distance(kind, known))!;

    private static int Distance(string left, string right)
    {
        var row = new int[right.Length + 1];
        for (var column = 0; column <= right.Length; column++)
        {
            row[column] = column;
        }

        foreach (var letter in left)
        {
            var diagonal = row[0]++;
            for (var column = 1; column <= right.Length; column++)
            {
                var substituted = diagonal + (char.ToUpperInvariant(letter) == char.ToUpperInvariant(right[column - 1]) ? 0 : 1);
                diagonal = row[column];
                row[column] = Math.Min(substituted, Math.Min(row[column], row[column - 1]) + 1);
            }
        }

        return row[right.Length];
    }

    private static FrozenDictionary<string, string> Read()
    {
        using var stream = typeof(KindNames).Assembly.GetManifestResourceStream("known-kinds.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' ', 2))
            .ToFrozenDictionary(parts => parts[0], parts => parts.Length > 1 ? parts[1] : string.Empty, StringComparer.Ordinal);
    }
}
