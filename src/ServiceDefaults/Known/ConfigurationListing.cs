using System.Collections.Frozen;
using Pipeline.ServiceDefaults.Reading;
using Pipeline.ServiceDefaults.Variables;

namespace Pipeline.ServiceDefaults.Known;

/// <summary>Lists an environment's settings as they are read, secrets masked.</summary>
public static class ConfigurationListing
{
    /// <summary>One line for each setting that is set, or for each there is.</summary>
    /// <param name="environment">The variables.</param>
    /// <param name="all">Whether settings that are not set are listed with their default.</param>
    public static IEnumerable<string> Of(IReadOnlyDictionary<string, string?> environment, bool all)
    {
        ArgumentNullException.ThrowIfNull(environment);
        var exact = KnownSettings.ByKey.Keys.Where(key => !key.Contains("__", StringComparison.Ordinal)).ToFrozenSet();
        var values = OceanEnvironment.Parse(environment, KnownSettings.ObjectKeys, exact).Values;
        return KnownSettings.All
            .Select(setting => Line(setting, Given(setting, values, environment), all))
            .OfType<string>();
    }

    private static string? Given(
        KnownSetting setting, IReadOnlyDictionary<string, EnvironmentValue> values, IReadOnlyDictionary<string, string?> environment) =>
        setting.ReadElsewhere
            ? environment.GetValueOrDefault(setting.Name)
            : values.GetValueOrDefault(setting.Name.ToLowerInvariant())?.Text;

    private static string? Line(KnownSetting setting, string? given, bool all)
    {
        if (string.IsNullOrWhiteSpace(given))
        {
            return all ? $"{setting.Name} is not set{(setting.Default is null ? string.Empty : $", and counts as {setting.Default}")}" : null;
        }

        var value = setting.Sensitive ? Secret.Mask : SettingValues.Quote(given);
        var fate = setting.Status switch
        {
            SettingStatus.NotYet => ": not obeyed yet",
            SettingStatus.NotApplicable => ": without effect",
            _ => string.Empty,
        };
        return $"{setting.Name} = {value}{fate}";
    }
}
