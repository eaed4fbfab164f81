using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using Pipeline.ServiceDefaults.Hosting;

namespace Pipeline.ServiceDefaults.Telemetry;

internal static class MetricsEndpoint
{
    public static void Map(IEndpointRouteBuilder endpoints, PipelineSettings settings)
    {
        if (endpoints.ServiceProvider.GetService<MeterProvider>() is null)
        {
            return;
        }

        var metrics = endpoints.MapPrometheusScrapingEndpoint("/metrics");
        if (settings.SeparateHealthPort() is { } port)
        {
            metrics.RequireHost($"*:{port.ToString(CultureInfo.InvariantCulture)}");
        }
    }
}
