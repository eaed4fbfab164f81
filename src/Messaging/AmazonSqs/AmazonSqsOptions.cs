using Amazon.Runtime;
using Pipeline.Messaging.AmazonSqs.Lanes;
using Pipeline.Messaging.AmazonSqs.Topology;

namespace Pipeline.Messaging.AmazonSqs;

/// <summary>That the stages are connected by SNS and SQS, and how.</summary>
public sealed record AmazonSqsOptions
{
    /// <summary>The region of topics and queues.</summary>
    public required string Region { get; init; }

    /// <summary>Begins the names of all topics and queues. Two installations in one account and region must differ in it.</summary>
    public string Prefix { get; init; } = "pipeline-";

    /// <summary>Where SQS is, for emulators and private endpoints (<c>AWS_ENDPOINT_URL_SQS</c>); null for the region's own.</summary>
    public Uri? SqsEndpoint { get; init; }

    /// <summary>Where SNS is (<c>AWS_ENDPOINT_URL_SNS</c>); null for the region's own.</summary>
    public Uri? SnsEndpoint { get; init; }

    /// <summary>What to sign with; null for what the SDK finds by itself.</summary>
    public AWSCredentials? Credentials { get; init; }

    /// <summary>Whether the services create queues, topics and subscriptions, or only verify them (<c>Messaging:Topology</c>).</summary>
    public TopologyMode Topology { get; init; } = TopologyMode.Create;

    /// <summary>
    /// Whether a service waits, not ready, for topology that is missing or that it may not see yet. Terraform may be at work
    /// still, and IAM takes its seconds: a bus that gave up would stay dead in a process that lives.
    /// </summary>
    public bool WaitsForTopology { get; init; }

    /// <inheritdoc cref="IAmazonSqsReceiveEndpointConfigurator.WaitTimeSeconds"/>
    public ushort WaitTimeSeconds { get; init; } = 20;

    /// <summary>A queue that is not of the bus and is read beside it, by its whole name: its dead letters are the installation's too.</summary>
    public string? EventQueue { get; init; }

    /// <summary>
    /// Who takes what, in all services: each of them sees to all of it, so the order in which they start does not matter.
    /// Empty for only what this process takes, which is enough where one process is all there is.
    /// </summary>
    public IReadOnlyList<LaneSubscription> Subscriptions { get; init; } = [];
}
