namespace Pipeline.Messaging.AmazonSqs.Topology;

/// <summary>What a service does about queues, topics and subscriptions when it starts.</summary>
public enum TopologyMode
{
    /// <summary>Creates what is missing.</summary>
    Create,

    /// <summary>Creates nothing, and does not start when something is missing: somebody else owns them.</summary>
    Verify,
}
