using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace Pipeline.ServiceDefaults.Telemetry;

/// <summary>Metrics and traces of processes that stay.</summary>
public static class TelemetryExtensions
{
    private const string Collector = "OTEL_EXPORTER_OTLP_ENDPOINT";

    // .NET's own meters and sources need no package of instrumentation.
    private static readonly string[] Meters =
        ["Pipeline.*", "MassTransit", "System.Runtime", "System.Net.Http", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel"];

    private static readonly string[] Sources = ["Pipeline.*", "MassTransit", "System.Net.Http", "Microsoft.AspNetCore"];

    // A point is kept for each combination of tags that may come, 2,000 for each instrument unless said otherwise: 12 MB in a
    // service with 70 instruments. None has a tag with more than some dozen values.
    private const int Combinations = 200;

    /// <summary>
    /// Collects metrics for <c>/metrics</c>, and sends them and traces to a collector when the environment names one.
    /// </summary>
    /// <param name="builder">The host.</param>
    /// <param name="serviceName">What the process is called, such as <c>pipeline-mapper</c>.</param>
    public static TBuilder AddTelemetry<TBuilder>(this TBuilder builder, string serviceName)
        where TBuilder : IHostApplicationBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(serviceName))
            .WithMetrics(metrics => metrics.AddMeter(Meters).AddView(Stream).AddPrometheusExporter());
        if (!string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Collector)))
        {
            telemetry.WithTracing(traces => traces.AddSource(Sources)).UseOtlpExporter();
        }

        return builder;
    }

    // Some of AWS's host names begin with an account's id, and metrics are open to whoever reaches the port.
    private static MetricStreamConfiguration Stream(System.Diagnostics.Metrics.Instrument instrument) =>
        instrument.Meter.Name == "System.Net.Http"
            ? new MetricStreamConfiguration { TagKeys = ["http.request.method", "http.response.status_code", "error.type"], CardinalityLimit = Combinations }
            : new MetricStreamConfiguration { CardinalityLimit = Combinations };
}
