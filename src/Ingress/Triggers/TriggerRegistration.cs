using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Ingress.Triggers.Hook;
using Pipeline.Ingress.Triggers.Kafka;

namespace Pipeline.Ingress.Triggers;

/// <summary>Adds what starts runs, beside the POLLING listener and the interval.</summary>
public static class TriggerRegistration
{
    /// <summary>Adds the cron expressions.</summary>
    public static IServiceCollection AddCronSchedule(this IServiceCollection services, CronOptions options) => services
        .AddSingleton(options)
        .AddHostedService<CronSchedule>();

    /// <summary>Adds the look for a changed mapping. It shares the mapping of the intake of live events.</summary>
    public static IServiceCollection AddMappingWatch(this IServiceCollection services) => services.AddHostedService<MappingWatch>();

    /// <summary>Adds the KAFKA listener.</summary>
    public static IServiceCollection AddKafka(this IServiceCollection services, KafkaOptions options) => services
        .AddSingleton(options)
        .AddSingleton<KafkaConnection>()
        .AddHostedService<KafkaListener>();

    /// <summary>Adds the WEBHOOK listener.</summary>
    public static IServiceCollection AddResyncHook(this IServiceCollection services, ResyncHookOptions options) => services
        .AddSingleton(options)
        .AddSingleton<ResyncHook>();

    /// <summary>Maps <c>POST /resync</c>, at the root whatever the path prefix is.</summary>
    public static IEndpointRouteBuilder MapResyncHook(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/resync", (HttpContext context, ResyncHook hook) => hook.HandleAsync(context));
        return endpoints;
    }
}
