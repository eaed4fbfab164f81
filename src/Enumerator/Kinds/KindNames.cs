using System.Collections.Frozen;
using Pipeline.Aws;

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
            var meant = Nearest.Find(kind, Parents.Keys) is { } near ? $" Did you mean {near}?" : string.Empty;
            return $"{kind} is not a kind known to be listable; it is tried all the same.{meant}";
        }

        return parents.Length == 0
            ? null
            : $"{kind} can only be listed below a parent (it needs {parents}): AWS is likely to refuse.";
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
