using MassTransit;
using Pipeline.Contracts;
using Pipeline.Messaging.AmazonSqs.Topology;

namespace Pipeline.Messaging.Bus;

/// <summary>
/// The queues of all stages and what they take. A stage knows its own consumers only, but each has to see to it that
/// what it publishes is queued for the others, whichever of them has started yet. A test holds this against the consumers.
/// </summary>
public static class PipelineTopology
{
    private static readonly PipelineEndpoint[] Both =
    [
        new("mapper-resources-enumerated", [typeof(ResourcesEnumerated)]),
        new("port-writer-entities-mapped", [typeof(EntitiesMapped)]),
        new("port-writer-resource-gone", [typeof(ResourceGone)]),
        new("port-writer-run-finished", [typeof(RunFinished)]),
        new("port-writer-scope-end", [typeof(ScopeEnumerated), typeof(ScopeFailed)]),
        new("port-writer-sweep-scope", [typeof(SweepScope)]),
        new("port-writer-stage-fault",
        [
            typeof(Fault<StartRun>), typeof(Fault<EnumerateScope>), typeof(Fault<ResourcesEnumerated>),
            typeof(Fault<EntitiesMapped>), typeof(Fault<ScopeEnumerated>), typeof(Fault<ScopeFailed>),
        ]),
    ];

    /// <summary>The lane of full passes.</summary>
    public static IReadOnlyList<PipelineEndpoint> Resync { get; } =
    [
        new("enumerator-enumerate-scope", [typeof(EnumerateScope)]),
        new("enumerator-start-run", [typeof(StartRun)]),
        new("ingress-run-finished", [typeof(RunFinished)]),
        .. Both,
    ];

    /// <summary>The lane of live events.</summary>
    public static IReadOnlyList<PipelineEndpoint> Live { get; } =
    [
        new("enumerator-resource-changed", [typeof(ResourceChanged)]),
        .. Both,
    ];

    /// <summary>The endpoints of a lane.</summary>
    public static IReadOnlyList<PipelineEndpoint> Of(string lane) => lane == LaneNames.Live ? Live : Resync;

    /// <summary>Queues, topics and subscriptions of a lane, by their names.</summary>
    public static TopologyPlan Plan(string prefix, string lane)
    {
        var names = new LaneNames(prefix, lane);
        return TopologyPlan.Of(Of(lane).SelectMany(endpoint =>
            endpoint.Messages.Select(message => new Subscription(names.TopicOf(message), names.SanitizeName(endpoint.Name)))));
    }
}
