using MassTransit;
using MassTransit.Transports;

namespace Pipeline.Messaging.AmazonSqs.Naming;

/// <summary>A message type's topic, as the official transport names it: <c>Contracts_Orders-OrderSubmitted</c>.</summary>
internal sealed class TopicNameFormatter : IEntityNameFormatter
{
    private readonly DefaultMessageNameFormatter _names = new("__", "--", "-", "_");

    public string FormatEntityName<T>() => _names.GetMessageName(typeof(T)).Replace('.', '_');
}
