using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Pipeline.Ingress.Webhook;

/// <summary>Adds the webhook for live events.</summary>
public static class WebhookRegistration
{
    /// <summary>Adds what the webhook needs, beside <see cref="LiveEvents.LiveEventRegistration"/>.</summary>
    public static IServiceCollection AddWebhook(this IServiceCollection services, WebhookOptions options) => services
        .AddSingleton(options)
        .AddSingleton<WebhookKeys>()
        .AddSingleton<WebhookEndpoint>()
        .AddSingleton<IStartupFilter, ResponseStamp>();

    /// <summary>Maps <c>/integration/webhook</c> and what lies around it, under the path prefix too and not less guarded there.</summary>
    public static IEndpointRouteBuilder MapWebhook(this IEndpointRouteBuilder endpoints)
    {
        var options = endpoints.ServiceProvider.GetRequiredService<WebhookOptions>();
        Map(endpoints, string.Empty);
        if (options.PathPrefix is { } prefix)
        {
            Map(endpoints, prefix);
        }

        // Ocean's page of its API is what load balancers of its Terraform module ask to know that it is up.
        endpoints.MapGet("/docs", () => Results.Text(
            "Live events: POST /integration/webhook. Health: GET /health/live and GET /health/ready.\n"));
        return endpoints;
    }

    private static void Map(IEndpointRouteBuilder endpoints, string prefix) =>
        endpoints.Map($"{prefix}/integration/{{**route}}", (HttpContext context, WebhookEndpoint webhook, string? route) => webhook.HandleAsync(context, route));
}
