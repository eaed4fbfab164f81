using Pipeline.ServiceDefaults.Known;
using Pipeline.ServiceDefaults.Variables;

namespace Pipeline.ServiceDefaults.Reading;

/// <summary>Finds variables that look like settings and are none, and the setting that was probably meant.</summary>
internal static class UnknownVariables
{
    private static readonly string[] Families = ["OCEAN_", "APPLICATION_", "PIPELINE_"];

    public static IEnumerable<SettingWarning> Find(OceanEnvironment environment, IEnumerable<string> variables) =>
        Unknown(environment).Concat(NearMisses(variables));

    private static IEnumerable<SettingWarning> Unknown(OceanEnvironment environment) => environment.Values
        .Where(value => !KnownSettings.ByKey.ContainsKey(value.Key))
        .OrderBy(value => value.Key, StringComparer.Ordinal)
        .Select(value => new SettingWarning(
            value.Value.Place,
            "is not a known setting and is ignored",
            NearestName.Find(value.Key) is { } nearest ? $"Perhaps {Spelling(nearest, value.Value)} is meant" : "Remove it"));

    // A name with a single underscore after its family is not a setting's form, so it is only mentioned when one is near.
    private static IEnumerable<SettingWarning> NearMisses(IEnumerable<string> variables) => variables
        .Where(name => Families.Any(family => name.StartsWith(family, StringComparison.OrdinalIgnoreCase) &&
            !name.StartsWith(family + "_", StringComparison.OrdinalIgnoreCase)))
        .Where(name => !KnownSettings.ByKey.ContainsKey(name.ToLowerInvariant()))
        .Order(StringComparer.Ordinal)
        .SelectMany(name => NearestName.Find(name) is { } nearest
            ? [new SettingWarning(LogText.Escape(name), "is not a known setting and is ignored", $"Perhaps {nearest} is meant")]
            : Enumerable.Empty<SettingWarning>());

    private static string Spelling(string nearest, EnvironmentValue value) => value.JsonKey is null
        ? nearest
        : $"{nearest} (in JSON: {nearest.Split("__")[^1].ToLowerInvariant()})";
}
