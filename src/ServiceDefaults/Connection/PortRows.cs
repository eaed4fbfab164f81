using Pipeline.ServiceDefaults.Known;
using static Pipeline.ServiceDefaults.Known.SettingStatus;

namespace Pipeline.ServiceDefaults.Connection;

internal static class PortRows
{
    public static readonly KnownSetting ClientId = new(
        "OCEAN__PORT__CLIENT_ID", null, "Client id of Port's credentials. Required.") { Sensitive = true };

    public static readonly KnownSetting ClientSecret = new(
        "OCEAN__PORT__CLIENT_SECRET", null, "Client secret of Port's credentials. Required.") { Sensitive = true };

    public static readonly KnownSetting BaseUrl = new(
        "OCEAN__PORT__BASE_URL", "https://api.getport.io",
        "Port's API, without `/v1`. In the US `https://api.us.getport.io`.",
        Differs, "Plain HTTP is refused, except to loopback or with `PIPELINE__PORT__ALLOW_PLAIN_HTTP`");

    public static readonly KnownSetting MappingLifetime = new(
        "OCEAN__PORT__PORT_APP_CONFIG_CACHE_TTL", "60",
        "Seconds for which the mapping is cached for live events. A run reads it afresh.") { Minimum = 1, Maximum = 86_400 };

    public static readonly KnownSetting Patience = new(
        "PIPELINE__PORT__PATIENCE", "15", "Minutes for which writing goes on trying while Port cannot be reached or refuses to serve.")
    {
        Minimum = 1,
        Maximum = 1440,
    };

    public static readonly KnownSetting AllowPlainHttp = new(
        "PIPELINE__PORT__ALLOW_PLAIN_HTTP", "false",
        "Lets credentials and entities travel unencrypted to a `OCEAN__PORT__BASE_URL` that is not loopback: for stand-ins in a private network.");

    public static KnownSettingSection Section { get; } = new(
        "Port", "`OCEAN__PORT` may be one JSON object: `{\"client_id\":\"…\",\"client_secret\":\"…\",\"base_url\":\"…\"}`.",
    [
        ClientId,
        ClientSecret,
        BaseUrl,
        MappingLifetime,
        new("OCEAN__PORT__FEATURE_FLAGS_CACHE_TTL_SECONDS", "300", "Seconds for which the organisation's flags are cached.", NotApplicable,
            "No flag is cached here"),
        new("OCEAN__PORT__BLUEPRINT_CACHE_TTL_SECONDS", "120", "Seconds for which blueprints are cached.", NotApplicable,
            "No blueprint is cached here"),
        new("OCEAN__SSL__PORT__VERIFY", "true", "Whether Port's certificate is checked.", NotApplicable,
            "Certificates are always checked; name your own authority in `SSL_CERT_FILE`"),
        new("OCEAN__SSL__PORT__X509__STRICT", "true", "Whether Port's certificate is checked strictly.", NotApplicable,
            "Certificates are checked as .NET checks them"),
    ]);
}
