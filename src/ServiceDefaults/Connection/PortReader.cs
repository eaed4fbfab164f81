using Pipeline.ServiceDefaults.Known;
using Pipeline.ServiceDefaults.Reading;

namespace Pipeline.ServiceDefaults.Connection;

internal static class PortReader
{
    private const string CredentialsFix = "Set it to the value that Port shows under Credentials";

    public static PortSettings Read(SettingValues values, bool isNeeded)
    {
        var clientId = Credential(values, PortRows.ClientId, isNeeded);
        if (clientId?.Reveal().Contains('@', StringComparison.Ordinal) == true)
        {
            values.Warn(PortRows.ClientId, "looks like an e-mail address, so the credentials may be a person's", "Use the organisation's credentials");
        }

        var allowPlainHttp = values.Flag(PortRows.AllowPlainHttp);
        return new PortSettings
        {
            ClientId = clientId,
            ClientSecret = Credential(values, PortRows.ClientSecret, isNeeded),
            BaseUrl = ReadBaseUrl(values, allowPlainHttp),
            AllowPlainHttp = allowPlainHttp,
            Patience = values.Minutes(PortRows.Patience),
        };
    }

    private static Secret? Credential(SettingValues values, KnownSetting setting, bool isNeeded) =>
        isNeeded ? values.RequiredSecret(setting, CredentialsFix) : values.Secret(setting);

    private static Uri ReadBaseUrl(SettingValues values, bool allowPlainHttp)
    {
        const string fix = "Set an address such as https://api.getport.io or https://api.us.getport.io";
        var fallback = new Uri(PortRows.BaseUrl.Default!);
        if (!Uri.TryCreate(values.Text(PortRows.BaseUrl), UriKind.Absolute, out var url) ||
            (url.Scheme != Uri.UriSchemeHttps && url.Scheme != Uri.UriSchemeHttp) || url.Host.Length == 0)
        {
            values.Fail(PortRows.BaseUrl, "is not an absolute http or https URL", fix);
            return fallback;
        }

        if (url.UserInfo.Length > 0 || url.Query.Length > 0 || url.Fragment.Length > 0)
        {
            values.Fail(PortRows.BaseUrl, "has a user, a query or a fragment in it", fix);
            return fallback;
        }

        if (url.Scheme == Uri.UriSchemeHttp && !url.IsLoopback && !allowPlainHttp)
        {
            values.Fail(
                PortRows.BaseUrl, "would send credentials unencrypted to another machine",
                $"Use https, or set {PortRows.AllowPlainHttp.Name}=true for a stand-in in a private network");
            return fallback;
        }

        return WithoutVersion(values, url);
    }

    private static Uri WithoutVersion(SettingValues values, Uri url)
    {
        var path = url.AbsolutePath.TrimEnd('/');
        if (path.EndsWith("/v1", StringComparison.Ordinal))
        {
            values.Warn(PortRows.BaseUrl, "ends in /v1, which is added to every request anyway", "Leave /v1 out");
            path = path[..^"/v1".Length];
        }

        return new UriBuilder(url) { Path = path }.Uri;
    }
}
