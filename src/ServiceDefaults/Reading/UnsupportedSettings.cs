using Pipeline.ServiceDefaults.Known;
using Pipeline.ServiceDefaults.Variables;

namespace Pipeline.ServiceDefaults.Reading;

/// <summary>Finds settings that are set and not obeyed.</summary>
internal static class UnsupportedSettings
{
    public static IEnumerable<SettingWarning> Find(OceanEnvironment environment) => KnownSettings.All
        .Where(setting => !setting.IsObeyed)
        .Select(setting => (Setting: setting, Value: environment.Values.GetValueOrDefault(setting.Name.ToLowerInvariant())))
        .Where(found => found.Value is not null)
        .Select(found => new SettingWarning(
            found.Setting.Name,
            (found.Setting.Status == SettingStatus.NotYet ? "is not supported yet" : "has no effect here") +
                (found.Value!.JsonKey is null ? string.Empty : $" (in the JSON of {found.Value.Variable})"),
            found.Setting.Note!));
}
