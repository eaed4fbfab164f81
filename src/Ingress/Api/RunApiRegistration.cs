using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Pipeline.Ingress.Api;

/// <summary>Adds the run API.</summary>
public static class RunApiRegistration
{
    /// <summary>Adds what answers, beside <see cref="Ingestion.AddIngress"/>.</summary>
    public static IServiceCollection AddRunApi(this IServiceCollection services, RunApiOptions options) => services
        .AddSingleton(options)
        .AddSingleton<RunApi>();

    /// <summary>Maps <c>/runs</c> and what lies below it, at the root whatever the path prefix is.</summary>
    public static IEndpointRouteBuilder MapRunApi(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/runs", (HttpContext context, RunApi api) => api.ListAsync(context));
        endpoints.MapPost("/runs", (HttpContext context, RunApi api) => api.StartAsync(context));
        endpoints.MapGet("/runs/{id}", (HttpContext context, RunApi api, string id) => api.ShowAsync(context, id));
        endpoints.MapPost("/runs/{id}/cancel", (HttpContext context, RunApi api, string id) => api.CancelAsync(context, id));
        return endpoints;
    }
}
