using MassTransit;

namespace Pipeline.Messaging.ClaimCheck.Wire;

/// <summary>Puts the claim check into a bus, whatever its transport.</summary>
public static class ClaimCheckConfiguration
{
    /// <summary>
    /// Lets messages of more than <see cref="ClaimCheckWriter.LargestMessage"/> bytes travel as a reference. Consumers and
    /// publishers see nothing of it.
    /// </summary>
    public static void UseClaimCheck(this IBusFactoryConfigurator bus, IClaimCheckStore store)
    {
        ArgumentNullException.ThrowIfNull(bus);
        var writer = new ClaimCheckWriter(store);
        bus.ConfigurePublish(publish => publish.ConnectPublishPipeSpecificationObserver(new ClaimCheckPublishing(writer)));
        bus.ConfigureSend(send => send.ConnectSendPipeSpecificationObserver(new ClaimCheckSending(writer)));
        bus.AddDeserializer(new ClaimCheckDeserializer());
        bus.ConnectEndpointConfigurationObserver(new ClaimCheckReceiving(store));
        bus.ConnectConsumerConfigurationObserver(new ClaimCheckGuarding());
    }
}
