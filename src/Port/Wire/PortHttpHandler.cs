using System.Net;
using System.Text;

namespace Pipeline.Port;

/// <summary>The one place where connections to Port are set up. Proxies come from HTTPS_PROXY and its like, as .NET reads them.</summary>
internal static class PortHttpHandler
{
    public static HttpMessageHandler Create(PortOptions options) => new SocketsHttpHandler
    {
        // Addresses behind Port's name change: no connection outlives this.
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectTimeout = TimeSpan.FromSeconds(10),
        MaxConnectionsPerServer = options.MaximumConcurrency + 1,
        AutomaticDecompression = DecompressionMethods.All,
        UseCookies = false,

        // A redirect would carry the token elsewhere; Port's API has none.
        AllowAutoRedirect = false,

        // An installation identifier may have letters outside ASCII.
        RequestHeaderEncodingSelector = static (_, _) => Encoding.UTF8,
    };
}
