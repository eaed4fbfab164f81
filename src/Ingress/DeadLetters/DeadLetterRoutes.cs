using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Ingress.Webhook;
using Pipeline.ServiceDefaults;

namespace Pipeline.Ingress.DeadLetters;

/// <summary>Maps the routes of dead letters.</summary>
public static class DeadLetterRoutes
{
    /// <summary>
    /// Maps <c>GET /dead-letters</c>, <c>GET /dead-letters/ID</c> and <c>POST /dead-letters/replay</c>, all of which take the
    /// key of the run API.
    /// </summary>
    public static IEndpointRouteBuilder MapDeadLetters(this IEndpointRouteBuilder endpoints, PipelineSettings settings)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(settings);
        var api = settings.RunApi.Key is { } key
            ? ActivatorUtilities.CreateInstance<DeadLetterApi>(endpoints.ServiceProvider, key)
            : null;
        endpoints.MapGet("/dead-letters", (Delegate)((HttpContext context) => Of(api, found => found.ListAsync(context))));
        endpoints.MapGet("/dead-letters/{id}", (HttpContext context, string id) => Of(api, found => found.ShowAsync(context, id)));
        endpoints.MapPost("/dead-letters/replay", (Delegate)((HttpContext context) => Of(api, found => found.ReplayAsync(context))));
        return endpoints;
    }

    private static Task<IResult> Of(DeadLetterApi? api, Func<DeadLetterApi, Task<IResult>> ask) =>
        api is null ? Task.FromResult(WebhookReply.Unauthorized) : ask(api);
}
