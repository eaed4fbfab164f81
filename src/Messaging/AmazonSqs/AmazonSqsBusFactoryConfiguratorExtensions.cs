using MassTransit;
using Pipeline.Messaging.AmazonSqs.Configuration;

namespace Pipeline.Messaging.AmazonSqs;

/// <summary>Selects SNS and SQS as a bus's transport.</summary>
public static class AmazonSqsBusFactoryConfiguratorExtensions
{
    /// <summary>Carries messages over SNS and SQS.</summary>
    public static void UsingAmazonSqs(
        this IBusRegistrationConfigurator configurator, Action<IBusRegistrationContext, IAmazonSqsBusFactoryConfigurator>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(configurator);
        configurator.SetBusFactory(new SqsRegistrationBusFactory(configure));
    }

    /// <summary>Says where SQS and SNS are.</summary>
    /// <param name="configurator">The bus.</param>
    /// <param name="hostName">The region's name.</param>
    /// <param name="configure">The rest.</param>
    public static void Host(
        this IAmazonSqsBusFactoryConfigurator configurator, string hostName, Action<IAmazonSqsHostConfigurator>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(configurator);
        configurator.Host(new UriBuilder("amazonsqs", hostName).Uri, configure);
    }
}
