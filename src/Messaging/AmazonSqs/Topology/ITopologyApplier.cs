namespace Pipeline.Messaging.AmazonSqs.Topology;

/// <summary>Makes sure that a plan is there, in one of the two ways.</summary>
internal interface ITopologyApplier
{
    Task<DeployedTopology> ApplyAsync(TopologyPlan plan, CancellationToken cancellationToken);
}
