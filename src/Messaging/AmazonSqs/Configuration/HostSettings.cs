using Amazon;
using Amazon.Runtime;
using Amazon.SQS;
using Pipeline.Messaging.AmazonSqs.Clients;
using Pipeline.Messaging.AmazonSqs.Topology;

namespace Pipeline.Messaging.AmazonSqs.Configuration;

/// <summary>Where SQS and SNS are, and what is to be there.</summary>
internal sealed class HostSettings : IAmazonSqsHostConfigurator
{
    private string? _accessKey;
    private string? _secretKey;

    public string Region { get; set; } = "us-east-1";

    public TopologyMode Mode { get; set; }

    /// <summary>Whether a topology that is missing or may not be seen is waited for. Else the bus does not start.</summary>
    public bool WaitsForTopology { get; set; }

    public ushort WaitSeconds { get; set; } = 20;

    /// <summary>How long another's write of a queue policy may still overwrite ours.</summary>
    public TimeSpan PolicySettleTime { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>What an outage may last before a publisher is told. Its own message comes back then, and is tried again.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromMinutes(2);

    public TimeProvider Time { get; set; } = TimeProvider.System;

    public AmazonSQSConfig SqsConfig { get; private set; } = new();

    public AmazonSimpleNotificationServiceConfig SnsConfig { get; private set; } = new();

    private AWSCredentials? Keys { get; set; }

    public void AccessKey(string accessKey) => _accessKey = accessKey;

    public void SecretKey(string secretKey) => _secretKey = secretKey;

    public void Credentials(AWSCredentials credentials) => Keys = credentials;

    public void Config(AmazonSQSConfig config) => SqsConfig = config;

    public void Config(AmazonSimpleNotificationServiceConfig config) => SnsConfig = config;

    public (SqsClient Sqs, SnsClient Sns) Connect()
    {
        var connections = new Connections();
        Complete(SqsConfig, connections);
        Complete(SnsConfig, connections);
        var keys = _accessKey is not null && _secretKey is not null ? new BasicAWSCredentials(_accessKey, _secretKey) : Keys;
        return (new SqsClient(keys, SqsConfig), new SnsClient(keys, SnsConfig));
    }

    private void Complete(ClientConfig config, Connections connections)
    {
        config.HttpClientFactory ??= connections;

        // With an address of its own the SDK would sign for us-east-1, whatever the region.
        config.AuthenticationRegion = Region;
        if (string.IsNullOrEmpty(config.ServiceURL))
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(Region);
        }
    }
}
