using Microsoft.Extensions.DependencyInjection;
using Pipeline.Ingress.LiveEvents.Catalog;
using Pipeline.Ingress.LiveEvents.Inbox;
using Pipeline.Ingress.LiveEvents.Intake;
using Pipeline.Ingress.LiveEvents.Parsing;
using Pipeline.Messaging.AmazonSqs.Raw;

namespace Pipeline.Ingress.LiveEvents;

/// <summary>Adds what takes live events in.</summary>
public static class LiveEventRegistration
{
    /// <summary>Adds the intake for a bus whose queues outlive the process: an event is safe once it is queued.</summary>
    /// <exception cref="EventCatalogException">The user's rows of the catalog cannot be used.</exception>
    public static IServiceCollection AddQueuedLiveEvents(this IServiceCollection services, LiveEventOptions options) =>
        services.AddIntake(options).AddSingleton<IEventKeeper, QueuedEvents>();

    /// <summary>Adds the intake for a bus in memory: an event is safe once the store has it, until it is written.</summary>
    /// <exception cref="EventCatalogException">The user's rows of the catalog cannot be used.</exception>
    public static IServiceCollection AddStoredLiveEvents(this IServiceCollection services, LiveEventOptions options) => services
        .AddIntake(options)
        .AddSingleton<InboxProgress>()
        .AddSingleton<LiveInbox>()
        .AddSingleton<IEventKeeper>(provider => provider.GetRequiredService<LiveInbox>())
        .AddSingleton<InboxObserver>()
        .AddHostedService<InboxReplay>();

    /// <summary>Adds the reading of a queue that EventBridge puts events into, beside the intake.</summary>
    public static IServiceCollection AddEventQueue(this IServiceCollection services, RawQueueOptions queue) =>
        services.AddRawQueue<QueuedEventHandler>(queue);

    private static IServiceCollection AddIntake(this IServiceCollection services, LiveEventOptions options)
    {
        services.AddMetrics();
        return services
            .AddSingleton(options)
            .AddSingleton(EventCatalog.Load(options.AddedCatalog))
            .AddSingleton<EventParser>()
            .AddSingleton<CurrentMapping>()
            .AddSingleton<SeenEvents>()
            .AddSingleton<IntakeMeter>()
            .AddSingleton<LiveEventIntake>();
    }
}
