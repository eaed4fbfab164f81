using MassTransit;
using MassTransit.Transports;

namespace Pipeline.Messaging.Bus;

/// <summary>
/// Names of a lane's queues and topics: the installation's prefix, the name itself, the lane. Two lanes and two
/// installations in one account share nothing.
/// </summary>
/// <param name="prefix">The prefix, without its dash.</param>
/// <param name="lane">The lane: <see cref="Resync"/> or <see cref="Live"/>.</param>
public sealed class LaneNames(string prefix, string lane) : DefaultEndpointNameFormatter(includeNamespace: false), IEntityNameFormatter
{
    /// <summary>The lane of full passes.</summary>
    public const string Resync = "resync";

    /// <summary>The lane of live events.</summary>
    public const string Live = "live";

    // As the official transport names topics: Pipeline_Contracts-StartRun.
    private static readonly DefaultMessageNameFormatter Types = new("__", "--", "-", "_");

    /// <summary>The name of an endpoint's queue.</summary>
    public override string SanitizeName(string name) => $"{prefix}-{name}-{lane}";

    /// <summary>The name of a message type's topic.</summary>
    public string FormatEntityName<T>() => TopicOf(typeof(T));

    /// <summary>The name of a message type's topic.</summary>
    public string TopicOf(Type messageType) => $"{prefix}-{Types.GetMessageName(messageType).Replace('.', '_')}-{lane}";
}
