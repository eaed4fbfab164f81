using Pipeline.ServiceDefaults.Known;
using Pipeline.ServiceDefaults.Reading;

namespace Pipeline.ServiceDefaults.Installation;

internal static class IntegrationReader
{
    public static IntegrationSettings Read(SettingValues values)
    {
        var type = ForHeader(values, IntegrationRows.Type, values.Text(IntegrationRows.Type)).ToLowerInvariant();
        var runtime = values.Text(IntegrationRows.Runtime);
        if (!runtime.Equals(IntegrationRows.Runtime.Default, StringComparison.OrdinalIgnoreCase))
        {
            values.Fail(IntegrationRows.Runtime, $"{SettingValues.Quote(runtime)} is not a runtime of this integration", "Set OnPrem or leave it out");
        }

        return new IntegrationSettings
        {
            Type = type,
            Identifier = values.Given(IntegrationRows.Identifier) is { } identifier
                ? ForHeader(values, IntegrationRows.Identifier, identifier)
                : $"my-{type}-integration",
            Config = IntegrationConfigReader.Read(values),
        };
    }

    public static ResourcesOrigin? ReadOrigin(SettingValues values)
    {
        if (values.Given(IntegrationRows.ResourcesOrigin) is not { } text)
        {
            return null;
        }

        switch (text.ToUpperInvariant())
        {
            case "DEFAULT" or "OCEAN":
                return ResourcesOrigin.Default;
            case "EMPTY":
                return ResourcesOrigin.Empty;
            case "PORT":
                return ResourcesOrigin.Port;
            default:
                values.Fail(IntegrationRows.ResourcesOrigin, $"{SettingValues.Quote(text)} is not an origin", "Set Default, Port or Empty, or leave it out");
                return null;
        }
    }

    // Both go into the User-Agent header, where HTTP allows visible ASCII and blanks alone.
    private static string ForHeader(SettingValues values, KnownSetting setting, string text)
    {
        if (text.Any(character => character is < ' ' or > '~'))
        {
            values.Fail(setting, "has characters that are not printable ASCII", "Use letters, digits, dashes and underscores");
        }

        return text;
    }
}
