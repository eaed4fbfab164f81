using Amazon;
using Amazon.SQS;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Hosting.Connections;
using Pipeline.Hosting.DeadLetters.Standalone;
using Pipeline.Messaging.Bus;
using Pipeline.Messaging.ClaimCheck;
using Pipeline.Messaging.DeadLetters;
using Pipeline.Messaging.DeadLetters.Kept;
using Pipeline.Messaging.DeadLetters.Queues;
using Pipeline.ServiceDefaults;
using Pipeline.ServiceDefaults.Services;

namespace Pipeline.Hosting.DeadLetters;

/// <summary>Registers what lists and replays dead letters.</summary>
public static class DeadLetterRegistration
{
    /// <summary>Keeps the letters of a bus in memory in the ledger's table, and sends those that are asked for.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="requests">The directory of what is asked for.</param>
    public static IServiceCollection AddKeptDeadLetters(this IServiceCollection services, string requests)
    {
        services.AddSingleton(new ReplayRequests(requests));
        services.AddSingleton<KeptLetters>();
        services.AddSingleton<LettersUnderWay>();
        services.AddSingleton<LetterSender>();
        services.AddSingleton<IDeadLetters, LedgerDeadLetters>();
        services.AddSingleton<IDeadLetterKeeper, LetterKeeper>();
        return services.AddHostedService<LetterReplay>();
    }

    /// <summary>Adds the letters in the queues between services. The claim-check store is the host's to add.</summary>
    public static IServiceCollection AddQueuedDeadLetters(this IServiceCollection services, PipelineSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var queues = settings.Service.ToAmazonSqsOptions() with { EventQueue = settings.LiveEvents.Queue };
        return services
            .AddSingleton<IAmazonSQS>(_ => new AmazonSQSClient(Config(settings.Service)))
            .AddSingleton<IMessagesUnderWay>(provider => new QueuesUnderWay(provider.GetRequiredService<IAmazonSQS>(), queues))
            .AddSingleton<IDeadLetters>(provider => new SqsDeadLetters(
                provider.GetRequiredService<IAmazonSQS>(),
                queues,
                provider.GetRequiredService<IClaimCheckStore>(),
                provider.GetRequiredService<TimeProvider>()));
    }

    private static AmazonSQSConfig Config(ServiceSettings service)
    {
        var config = new AmazonSQSConfig { IgnoreConfiguredEndpointUrls = true };
        if (service.SqsUrl is { } url)
        {
            config.ServiceURL = url.ToString();
            config.AuthenticationRegion = service.Region;
        }
        else
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(service.Region);
        }

        return config;
    }
}
