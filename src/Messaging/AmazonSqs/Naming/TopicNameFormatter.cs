using MassTransit;
using MassTransit.Transports;

namespace Pipeline.Messaging.AmazonSqs.Naming;

/// <summary>A message type's topic, as the official transport names it: <c>Contracts_Orders-OrderSubmitted</c>.</summary>
internal sealed class TopicNameFormatter : IEntityNameFormatter
{
    private static readonly DefaultMessageNameFormatter Names = new("__", "--", "-", "_");

    public static string Name(Type message) => Names.GetMessageName(message).Replace('.', '_');

    public string FormatEntityName<T>() => Name(typeof(T));
}
