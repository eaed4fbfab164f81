using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Pipeline.ServiceDefaults.Hosting;

internal static class KestrelDefaults
{
    private const int LargestHeaders = 16 * 1024;
    private const long LargestBody = 1024 * 1024;
    private const double SlowestBodyBytesPerSecond = 240;
    private const long MostConnections = 10_000;
    private static readonly TimeSpan HeadersTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan BodyGrace = TimeSpan.FromSeconds(5);

    public static void AddKestrelDefaults(this IHostApplicationBuilder builder, PipelineSettings settings)
    {
        // .NET's container images set ASPNETCORE_HTTP_PORTS=8080. APPLICATION__PORT is the one name for the port.
        builder.Configuration[WebHostDefaults.ServerUrlsKey] = string.Empty;
        builder.Configuration[WebHostDefaults.HttpPortsKey] = string.Empty;
        builder.Configuration[WebHostDefaults.HttpsPortsKey] = string.Empty;
        builder.Services.Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.AddServerHeader = false;
            SetLimits(kestrel.Limits);
            kestrel.Listen(IPAddress.Any, settings.Application.Port);
            if (settings.SeparateHealthPort() is { } port)
            {
                kestrel.Listen(IPAddress.Any, port);
            }
        });
    }

    /// <summary>The port of health and metrics where it is one of its own; null where it is the application's.</summary>
    public static int? SeparateHealthPort(this PipelineSettings settings) =>
        settings.Service.HealthPort is { } port && port != settings.Application.Port ? port : null;

    // Whoever can connect can try to hold connections or memory: what a request may take is limited before it is looked at.
    private static void SetLimits(KestrelServerLimits limits)
    {
        limits.MaxRequestHeadersTotalSize = LargestHeaders;
        limits.MaxRequestBodySize = LargestBody;
        limits.RequestHeadersTimeout = HeadersTimeout;
        limits.MinRequestBodyDataRate = new MinDataRate(SlowestBodyBytesPerSecond, BodyGrace);
        limits.MaxConcurrentConnections = MostConnections;
    }
}
