using Microsoft.Extensions.DependencyInjection;
using Pipeline.Ingress.Triggers;
using Pipeline.ServiceDefaults;
using Pipeline.ServiceDefaults.Triggers;

namespace Pipeline.Ingress;

/// <summary>Adds what starts runs, as the settings of an installation want it.</summary>
public static class IngressTriggers
{
    /// <summary>Adds what starts runs in a process that stays. The ONCE listener has nothing to wait for: its host asks.</summary>
    /// <exception cref="FormatException">A cron expression cannot be used.</exception>
    public static IServiceCollection AddTriggers(this IServiceCollection services, PipelineSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var listener = settings.EventListener;
        if (!listener.ShouldResync || listener.Type == EventListenerType.Once)
        {
            return services;
        }

        if (listener.Type == EventListenerType.Polling)
        {
            services.AddPolling(new PollingOptions(listener.ResyncOnStart, listener.Interval));
        }
        else if (listener.Type == EventListenerType.Kafka)
        {
            services.AddKafka(settings.ToKafkaOptions());
        }
        else if (listener.Type == EventListenerType.Webhook)
        {
            services.AddResyncHook(settings.ToResyncHookOptions());
        }

        if (settings.ScheduleExpressions.Count > 0)
        {
            services.AddCronSchedule(CronOptions.Parse(settings.ScheduleExpressions));
        }

        return settings.ScheduledResyncInterval is { } interval ? services.AddSchedule(interval) : services;
    }

    /// <summary>Adds the ONCE listener of a service: one run, whose end ends the process.</summary>
    internal static IServiceCollection AddOnce(this IServiceCollection services, PipelineSettings settings) =>
        settings.EventListener.Type == EventListenerType.Once ? services.AddHostedService<SingleRun>() : services;
}
