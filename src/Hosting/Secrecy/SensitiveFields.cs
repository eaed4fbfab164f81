using System.Collections.Frozen;
using Pipeline.Jq;

namespace Pipeline.Hosting.Secrecy;

/// <summary>
/// Knows, per kind, what of a resource may be a secret, and hides it where a resource is shown to people. Mappings
/// see everything.
/// </summary>
public sealed class SensitiveFields
{
    /// <summary>What stands in a hidden value's place.</summary>
    public static readonly JqValue Mask = JqValue.FromString("[REDACTED]");

    private const string AnyKind = "**";
    private const string AnyMember = "*";

    private readonly FrozenDictionary<string, string[][]> _paths;
    private readonly string[] _endings;

    private SensitiveFields(IEnumerable<(string Kind, string Field)> rows)
    {
        var byKind = rows.ToLookup(row => row.Kind, row => row.Field, StringComparer.Ordinal);
        _endings = [.. byKind[AnyKind].Select(ending => ending.TrimStart('-'))];
        _paths = byKind.Where(kind => kind.Key != AnyKind)
            .ToFrozenDictionary(kind => kind.Key, kind => kind.Select(path => path.Split('.')).ToArray(), StringComparer.Ordinal);
    }

    /// <summary>The fields that are known to this version.</summary>
    public static SensitiveFields Known { get; } = new(Read());

    /// <summary>The kinds that have fields of their own, with the path of each.</summary>
    public IEnumerable<(string Kind, string[] Path)> Paths =>
        _paths.SelectMany(kind => kind.Value.Select(path => (kind.Key, path)));

    /// <summary>Whether a kind has fields of its own that may be secret.</summary>
    public bool HasFieldsOf(string kind) => _paths.ContainsKey(kind);

    /// <summary>The value with every text and number in it masked.</summary>
    public static JqValue HideAll(JqValue value) => Cover(value);

    /// <summary>The resource with masks in the place of what may be a secret. Names of members are kept.</summary>
    public JqValue Hide(string kind, JqValue resource) =>
        Hide(resource, [.. _paths.GetValueOrDefault(kind, []).Select(path => path.AsMemory())]);

    private JqValue Hide(JqValue value, IReadOnlyList<ReadOnlyMemory<string>> paths)
    {
        if (paths.Any(path => path.IsEmpty))
        {
            return Cover(value);
        }

        return value.Kind switch
        {
            JqKind.Object => JqValue.FromObject(value.EnumerateObject().Select(member => KeyValuePair.Create(
                member.Key, IsSensitive(member.Key) ? Cover(member.Value) : Hide(member.Value, Below(paths, member.Key))))),
            JqKind.Array => JqValue.FromArray(value.EnumerateArray().Select(item => Hide(item, Below(paths, AnyMember)))),
            _ => value,
        };
    }

    private bool IsSensitive(string name) => _endings.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    private static List<ReadOnlyMemory<string>> Below(IReadOnlyList<ReadOnlyMemory<string>> paths, string member) =>
        [.. paths.Where(path => path.Span[0] == AnyMember || path.Span[0] == member).Select(path => path[1..])];

    private static JqValue Cover(JqValue value) => value.Kind switch
    {
        JqKind.Null => value,
        JqKind.Object => JqValue.FromObject(value.EnumerateObject().Select(member => KeyValuePair.Create(member.Key, Cover(member.Value)))),
        JqKind.Array => JqValue.FromArray(value.EnumerateArray().Select(Cover)),
        _ => Mask,
    };

    private static IEnumerable<(string Kind, string Field)> Read()
    {
        using var stream = typeof(SensitiveFields).Assembly.GetManifestResourceStream("sensitive-fields.txt")!;
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(line => !line.StartsWith('#'))
            .Select(line => line.Split(' ', 2))
            .Select(parts => (parts[0], parts[1]))];
    }
}
