using MassTransit;
using Pipeline.Contracts;
using Pipeline.Messaging.AmazonSqs.Lanes;

namespace Pipeline.Messaging.Bus;

/// <summary>
/// The queues of all stages and what they take. A stage knows its own consumers only, but each has to see to it that
/// what it publishes is queued for the others, whichever of them has started yet. A test holds this against the consumers.
/// </summary>
public static class PipelineTopology
{
    /// <summary>The lane of full passes.</summary>
    public const string Resync = "resync";

    /// <summary>The lane of live events.</summary>
    public const string Live = "live";

    /// <summary>Who takes what.</summary>
    public static IReadOnlyList<LaneSubscription> Subscriptions { get; } =
    [
        .. Of(Resync, "enumerator-enumerate-scope", typeof(EnumerateScope)),
        .. Of(Resync, "enumerator-start-run", typeof(StartRun)),
        .. Of(Resync, "ingress-resources-sampled", typeof(ResourcesSampled)),
        .. Of(Resync, "ingress-run-finished", typeof(RunFinished)),
        .. Of(Live, "enumerator-resource-changed", typeof(ResourceChanged)),
        .. InBoth("mapper-resources-enumerated", typeof(ResourcesEnumerated)),
        .. InBoth("port-writer-entities-mapped", typeof(EntitiesMapped)),
        .. InBoth("port-writer-resource-gone", typeof(ResourceGone)),
        .. InBoth("port-writer-run-finished", typeof(RunFinished)),
        .. InBoth("port-writer-scope-end", typeof(ScopeEnumerated), typeof(ScopeFailed)),
        .. InBoth("port-writer-sweep-scope", typeof(SweepScope)),
        .. InBoth(
            "port-writer-stage-fault",
            typeof(MessageLost), typeof(Fault<SweepScope>), typeof(Fault<RunFinished>),
            typeof(Fault<StartRun>), typeof(Fault<EnumerateScope>), typeof(Fault<ResourcesEnumerated>),
            typeof(Fault<EntitiesMapped>), typeof(Fault<ScopeEnumerated>), typeof(Fault<ScopeFailed>)),
    ];

    private static IEnumerable<LaneSubscription> InBoth(string endpoint, params Type[] messages) =>
        Of(Resync, endpoint, messages).Concat(Of(Live, endpoint, messages));

    private static IEnumerable<LaneSubscription> Of(string lane, string endpoint, params Type[] messages) =>
        messages.Select(message => new LaneSubscription(lane, endpoint, message));
}
