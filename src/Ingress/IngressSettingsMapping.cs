using Microsoft.Extensions.DependencyInjection;
using Pipeline.Hosting;
using Pipeline.Ingress.Installation;
using Pipeline.Ingress.Triggers;
using Pipeline.ServiceDefaults;
using Pipeline.ServiceDefaults.Triggers;

namespace Pipeline.Ingress;

/// <summary>Translates the settings of an installation into the options of this stage.</summary>
public static class IngressSettingsMapping
{
    /// <summary>What the installation looks like at Port.</summary>
    public static InstallationOptions ToInstallationOptions(this PipelineSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new InstallationOptions
        {
            Type = settings.Integration.Type,
            Version = ProductVersion.Text,
            CreateDefaults = settings.InitializePortResources,
            ScheduleInterval = settings.ScheduledResyncInterval,
        };
    }

    /// <summary>Adds what starts runs in a process that stays. The ONCE listener has nothing to wait for: its host asks.</summary>
    public static IServiceCollection AddTriggers(this IServiceCollection services, PipelineSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var listener = settings.EventListener;
        if (listener.Type == EventListenerType.Polling)
        {
            services.AddPolling(new PollingOptions(listener.ResyncOnStart, listener.Interval));
        }

        return settings.ScheduledResyncInterval is { } interval && listener.Type != EventListenerType.Once
            ? services.AddSchedule(interval)
            : services;
    }

    /// <summary>Adds the ONCE listener of a service: one run, whose end ends the process.</summary>
    internal static IServiceCollection AddOnce(this IServiceCollection services, PipelineSettings settings) =>
        settings.EventListener.Type == EventListenerType.Once ? services.AddHostedService<SingleRun>() : services;
}
