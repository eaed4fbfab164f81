namespace Pipeline.Aws;

/// <summary>What all calls of a client share.</summary>
public sealed record AwsClientOptions
{
    /// <summary>
    /// The environment variables that say where services are: <c>AWS_ENDPOINT_URL</c>, <c>AWS_ENDPOINT_URL_&lt;SERVICE&gt;</c>,
    /// <c>AWS_IGNORE_CONFIGURED_ENDPOINT_URLS</c>, <c>AWS_USE_FIPS_ENDPOINT</c>, <c>AWS_USE_DUALSTACK_ENDPOINT</c>.
    /// </summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <summary>Added to the user agent, so that AWS's support can tell this program's calls.</summary>
    public string UserAgentSuffix { get; init; } = "";

    /// <summary>How long one attempt may take, the body included. 60 s is what boto3 waits for a read.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a connection may take to come about: without a route to an endpoint, nothing answers at all.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Connections to one endpoint at a time; further calls wait for one.</summary>
    public int MaxConnectionsPerEndpoint { get; init; } = 50;
}
