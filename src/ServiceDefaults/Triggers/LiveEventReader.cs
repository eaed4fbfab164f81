using Pipeline.ServiceDefaults.Connection;
using Pipeline.ServiceDefaults.Installation;
using Pipeline.ServiceDefaults.Known;
using Pipeline.ServiceDefaults.Reading;

namespace Pipeline.ServiceDefaults.Triggers;

internal static class LiveEventReader
{
    // 32 hexadecimal digits are 128 bits.
    private const int ShortKey = 32;

    public static LiveEventSettings Read(SettingValues values) => new()
    {
        Keys = [.. new[] { IntegrationConfigRows.LiveEventsApiKey, LiveEventRows.SecondKey }.Select(row => ReadKey(values, row)).OfType<Secret>()],
        KeyFile = values.Given(LiveEventRows.KeyFile),
        CatalogFile = values.Given(LiveEventRows.CatalogFile),
        MappingLifetime = values.Seconds(PortRows.MappingLifetime),
    };

    private static Secret? ReadKey(SettingValues values, KnownSetting row)
    {
        var key = values.Secret(row);
        if (key is not null && key.Reveal().Length < ShortKey)
        {
            values.Warn(row, $"is shorter than {ShortKey} characters and may be guessed", "Set a random key, such as `openssl rand -hex 32` makes");
        }

        return key;
    }
}
