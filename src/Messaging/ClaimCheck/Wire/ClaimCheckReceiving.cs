using MassTransit;

namespace Pipeline.Messaging.ClaimCheck.Wire;

/// <summary>Adds the reader to every endpoint.</summary>
internal sealed class ClaimCheckReceiving(IClaimCheckStore store) : IEndpointConfigurationObserver
{
    public void EndpointConfigured<T>(T configurator)
        where T : IReceiveEndpointConfigurator => configurator.ConfigureReceive(receive => receive.UseFilter(new ClaimCheckReader(store)));
}
