using System.Collections.Frozen;
using System.Text.Json;

namespace Pipeline.ServiceDefaults.Variables;

/// <summary>
/// The environment's OCEAN__, APPLICATION__ and PIPELINE__ variables as one flat table by lower-case name. A complex
/// setting may be one JSON value, exploded into nested variables, or both; the nested variable wins.
/// </summary>
/// <remarks>A name of the table is the path joined by <c>__</c>. JSON keys must be in lower case, as Ocean's are: another
/// case is kept as it is written, and is thereby an unknown setting.</remarks>
internal sealed class OceanEnvironment
{
    private static readonly string[] Prefixes = ["OCEAN__", "APPLICATION__", "PIPELINE__"];

    private readonly Dictionary<string, EnvironmentValue> _values = new(StringComparer.Ordinal);
    private readonly List<SettingError> _errors = [];
    private readonly List<SettingWarning> _warnings = [];
    private readonly FrozenSet<string> _objectKeys;

    private OceanEnvironment(FrozenSet<string> objectKeys) => _objectKeys = objectKeys;

    /// <summary>Values by lower-case name; one that is empty or JSON null counts as not set.</summary>
    public IReadOnlyDictionary<string, EnvironmentValue> Values => _values;

    /// <summary>JSON that could not be read.</summary>
    public IReadOnlyList<SettingError> Errors => _errors;

    /// <summary>Names that are set twice in different case.</summary>
    public IReadOnlyList<SettingWarning> Warnings => _warnings;

    /// <summary>Reads variables.</summary>
    /// <param name="variables">The environment.</param>
    /// <param name="objectKeys">The names, in lower case, whose value is a JSON object.</param>
    /// <param name="exactKeys">Names, in lower case, that are read although they have none of the prefixes.</param>
    public static OceanEnvironment Parse(
        IReadOnlyDictionary<string, string?> variables, FrozenSet<string> objectKeys, FrozenSet<string> exactKeys)
    {
        var environment = new OceanEnvironment(objectKeys);
        var named = variables
            .Where(variable => !string.IsNullOrWhiteSpace(variable.Value))
            .Select(variable => (Key: variable.Key.ToLowerInvariant(), Name: LogText.Escape(variable.Key), Text: variable.Value!.Trim()))
            .Where(variable => HasPrefix(variable.Name) || exactKeys.Contains(variable.Key))
            .GroupBy(variable => variable.Key, StringComparer.Ordinal);

        // The deeper name comes later and so replaces what a JSON value above it said.
        foreach (var spellings in named.OrderBy(group => Depth(group.Key)).ThenBy(group => group.Key, StringComparer.Ordinal))
        {
            // Ordinal order puts upper case first: the documented spelling wins over any other.
            var ordered = spellings.OrderBy(variable => variable.Name, StringComparer.Ordinal).ToList();
            environment.WarnOfSpellings(ordered.Select(variable => variable.Name).ToList());
            environment.Add(ordered[0].Key, ordered[0].Name, ordered[0].Text);
        }

        return environment;
    }

    private static bool HasPrefix(string name) =>
        Prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    private static int Depth(string key) => key.Split("__").Length;

    private void WarnOfSpellings(List<string> names)
    {
        if (names.Count > 1)
        {
            _warnings.Add(new(names[0], $"is also set as {string.Join(", ", names.Skip(1))}, which is ignored", "Set it once"));
        }
    }

    private void Add(string key, string variable, string text)
    {
        if (!_objectKeys.Contains(key))
        {
            _values[key] = new EnvironmentValue(text, JsonValueKind.String, variable, null);
            return;
        }

        try
        {
            Flatten(key, JsonText.ReadObject(text), variable, null);
        }
        catch (FormatException problem)
        {
            _errors.Add(new(variable, problem.Message, JsonText.Fix(text)));
        }
    }

    private void Flatten(string key, JsonElement members, string variable, string? path)
    {
        foreach (var member in members.EnumerateObject())
        {
            var name = JsonText.Name(member);
            var memberKey = $"{key}__{name}";
            var memberPath = LogText.Escape(path is null ? name : $"{path}.{name}");
            if (member.Value.ValueKind == JsonValueKind.Null)
            {
                continue;
            }

            if (_objectKeys.Contains(memberKey))
            {
                Flatten(memberKey, JsonText.AsObject(member.Value, memberPath), variable, memberPath);
            }
            else
            {
                Put(memberKey, member.Value, variable, memberPath);
            }
        }
    }

    private void Put(string key, JsonElement value, string variable, string path)
    {
        var text = JsonText.Text(value).Trim();
        if (text.Length > 0)
        {
            _values[key] = new EnvironmentValue(text, value.ValueKind, variable, path);
        }
    }
}
