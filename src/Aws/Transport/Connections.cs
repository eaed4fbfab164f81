using Amazon.Runtime;

namespace Pipeline.Aws.Transport;

/// <summary>The one HTTP client of a process, which pools connections per endpoint.</summary>
internal sealed class Connections : HttpClientFactory, IDisposable
{
    // Addresses behind AWS's names change within minutes; a connection must not outlive them for long.
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private readonly HttpClient _client;

    public Connections(AwsClientOptions options)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            ConnectTimeout = options.ConnectTimeout,
            MaxConnectionsPerServer = options.MaxConnectionsPerEndpoint,
            PooledConnectionLifetime = Lifetime,
        };

        // The attempt's own deadline covers the body as well, which this one would not.
        _client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => _client;

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;

    public void Dispose() => _client.Dispose();
}
