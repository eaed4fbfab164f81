using System.Collections.Concurrent;
using Pipeline.Messaging.AmazonSqs.Clients;
using Pipeline.Messaging.AmazonSqs.Naming;

namespace Pipeline.Messaging.AmazonSqs.Topology;

/// <summary>
/// Sees to it, once for a bus, that its topology is there, and knows it then. Whoever publishes or receives waits for it.
/// </summary>
internal sealed class TopologyDeployment(SqsCalls sqs, SnsClient sns, ITopologyApplier applier, TopologyMode mode, bool waits)
{
    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<string, Task<string>> _otherQueues = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Task<string>> _otherTopics = new(StringComparer.Ordinal);
    private readonly SubscriptionWatch _subscriptions = new(sns);
    private Task<DeployedTopology>? _deployed;
    private TopologyPlan _plan = new();

    /// <summary>What is declared to be everything: publishing what nobody takes is an error then.</summary>
    public bool IsComplete { get; set; }

    /// <summary>Whether what was not sent may be because the topology is not there, which is waited for.</summary>
    public bool IsAwaited
    {
        get
        {
            lock (_lock)
            {
                return waits && _deployed is not { IsCompletedSuccessfully: true };
            }
        }
    }

    public void Add(TopologyPlan plan)
    {
        lock (_lock)
        {
            _plan = _plan.With(plan);
            _deployed = null;
        }
    }

    /// <summary>Waits until the topology is there. After a failure the next one who asks tries again.</summary>
    /// <exception cref="AmazonSqsTransportException">Something is missing or refused, and trying again will not help.</exception>
    public Task<DeployedTopology> EnsureAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_deployed is null or { IsFaulted: true } or { IsCanceled: true })
            {
                // Not the caller's token: others wait for the same.
                var plan = _plan;
                _deployed = Task.Run(() => ApplyAsync(plan), CancellationToken.None);
            }

            return _deployed.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Something that was there is gone. Where it is ours to create, it will be made again.</summary>
    /// <returns>Whether to try again.</returns>
    public bool Lost()
    {
        if (mode == TopologyMode.Verify)
        {
            return false;
        }

        lock (_lock)
        {
            if (_deployed is { IsCompleted: true })
            {
                _deployed = null;
                _otherQueues.Clear();
                _otherTopics.Clear();
            }
        }

        return true;
    }

    /// <summary>Finds the URL of a queue, declared or not.</summary>
    public async ValueTask<string> QueueUrlAsync(string name, CancellationToken cancellationToken)
    {
        var deployed = await EnsureAsync(cancellationToken);
        return deployed.Queues.TryGetValue(name, out var queue) ? queue.Url : await OnceAsync(_otherQueues, name, FindQueueAsync);
    }

    /// <summary>Finds the ARN of a topic; null when by declaration nobody takes what would be published to it.</summary>
    public async ValueTask<string?> TopicArnAsync(string name, CancellationToken cancellationToken)
    {
        var deployed = await EnsureAsync(cancellationToken);
        if (deployed.Topics.TryGetValue(name, out var arn))
        {
            if (mode == TopologyMode.Verify || await _subscriptions.AreThereAsync(arn, QueuesOf(name, deployed), cancellationToken))
            {
                return arn;
            }

            Lost();
            return (await EnsureAsync(cancellationToken)).Topics[name];
        }

        if (IsComplete || mode == TopologyMode.Verify)
        {
            return SqsNames.IsOfFault(name)
                ? null
                : throw new AmazonSqsTransportException($"No queue is subscribed to the topic '{name}': nobody would get the message.");
        }

        return await OnceAsync(_otherTopics, name, CreateTopicAsync);
    }

    private IEnumerable<string> QueuesOf(string topic, DeployedTopology deployed) =>
        _plan.Subscriptions.Where(subscription => subscription.Topic == topic).Select(subscription => deployed.Queues[subscription.Queue].Arn);

    private async Task<DeployedTopology> ApplyAsync(TopologyPlan plan)
    {
        var interruptions = Interruptions.Count;
        var deployed = await applier.ApplyAsync(plan, CancellationToken.None);
        _subscriptions.AllSeen(interruptions);
        return deployed;
    }

    private async Task<string> FindQueueAsync(string name) =>
        await sqs.FindUrlAsync(name, CancellationToken.None)
        ?? throw new AmazonSqsTransportException($"There is no queue '{name}'.");

    private Task<string> CreateTopicAsync(string name) => sns.CreateTopicAsync(name, SqsNames.IsFifo(name), CancellationToken.None);

    private static async ValueTask<string> OnceAsync(
        ConcurrentDictionary<string, Task<string>> known, string name, Func<string, Task<string>> find)
    {
        var found = known.GetOrAdd(name, find);
        try
        {
            return await found;
        }
        catch
        {
            known.TryRemove(KeyValuePair.Create(name, found));
            throw;
        }
    }
}
