using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Pipeline.Simulator.Hosting;

/// <summary>
/// Kestrel on one port, of loopback unless told otherwise, with nothing taken from the environment, files or the command line of the process
/// that hosts it, and nothing written to its console.
/// </summary>
internal static class WorldHost
{
    public static async Task<(WebApplication App, Uri Address)> StartAsync(
        SimulatorOptions options, int port, Action<WebApplication> configure, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, PassiveLifetime>();
        // A request that an injected fault keeps hanging must not hold up the end.
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel => Configure(kestrel, options.ListenAddress, port));

        var app = builder.Build();
        try
        {
            app.UseRouting();
            configure(app);
            await app.StartAsync(cancellationToken);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }

        var addresses = app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>();
        var bound = new Uri(addresses.Addresses.First());

        // Every address is none that can be called.
        var host = options.HostName ?? (IPAddress.Any.Equals(options.ListenAddress) || IPAddress.IPv6Any.Equals(options.ListenAddress) ? IPAddress.Loopback.ToString() : bound.Host);
        return (app, new UriBuilder(bound) { Host = host }.Uri);
    }

    private static void Configure(KestrelServerOptions kestrel, IPAddress address, int port)
    {
        kestrel.AddServerHeader = false;
        // The Port side answers 413 in Port's own words; Kestrel must not get there first.
        kestrel.Limits.MaxRequestBodySize = null;
        kestrel.Limits.MinRequestBodyDataRate = null;
        kestrel.Limits.MinResponseDataRate = null;
        kestrel.Listen(address, port, listen => listen.Protocols = HttpProtocols.Http1);
    }

    /// <summary>Leaves signals to the process that hosts the simulator.</summary>
    private sealed class PassiveLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
