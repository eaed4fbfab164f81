using System.Collections.Concurrent;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pipeline.Contracts;
using Pipeline.Ingress.Installation;
using Pipeline.Ingress.Mappings;
using Pipeline.Ingress.Runs;
using Pipeline.Ledger;
using Pipeline.Ledger.InMemory;
using Pipeline.Messaging.Bus;
using Pipeline.Port;
using Pipeline.Simulator;

namespace Pipeline.Ingress.Tests;

/// <summary>The stage as it runs, against the Simulator's Port; the runs it starts are only noted.</summary>
internal sealed class IngressHost : IAsyncDisposable
{
    private readonly IHost _host;

    private IngressHost(IHost host) => _host = host;

    public RunCoordinator Runs => _host.Services.GetRequiredService<RunCoordinator>();

    public PortInstallation Installation => _host.Services.GetRequiredService<PortInstallation>();

    public PortClient Port => _host.Services.GetRequiredService<PortClient>();

    public IRunLedger Ledger => _host.Services.GetRequiredService<IRunLedger>();

    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    public StartedRuns Started => _host.Services.GetRequiredService<StartedRuns>();

    public static async Task<IngressHost> StartAsync(
        SimulatedWorld world,
        bool createDefaults = true,
        IMappingOrigin? mappings = null,
        Action<IServiceCollection>? add = null,
        Func<InstallationOptions, InstallationOptions>? change = null,
        bool sweeps = false)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<StartedRuns>();
        builder.Services.AddInMemoryLedger(new RunLedgerOptions { Sweeps = sweeps });
        if (mappings is not null)
        {
            builder.Services.AddSingleton(mappings);
        }

        builder.Services.AddPort(options =>
        {
            options.BaseUrl = world.Environment["OCEAN__PORT__BASE_URL"];
            options.ClientId = world.Environment["OCEAN__PORT__CLIENT_ID"];
            options.ClientSecret = world.Environment["OCEAN__PORT__CLIENT_SECRET"];
            options.IntegrationIdentifier = world.Environment["OCEAN__INTEGRATION__IDENTIFIER"];
            options.ReadPatience = TimeSpan.FromSeconds(2);
        });
        add?.Invoke(builder.Services);
        var options = new InstallationOptions { Type = "aws", Version = "0.1.0", CreateDefaults = createDefaults };
        builder.Services.AddIngress(change?.Invoke(options) ?? options);
        builder.Services.AddInstallationRemoval(options);
        builder.Services.AddPipelineBus(1024 * 1024, bus =>
        {
            bus.AddIngressConsumers();
            bus.AddConsumer<StartedRuns.StartRunConsumer>();
        });
        var host = builder.Build();
        await host.StartAsync();
        return new IngressHost(host);
    }

    public Task FinishAsync(Guid runId, RunOutcome outcome) =>
        _host.Services.GetRequiredService<IBus>().Publish(new RunFinished { RunId = runId, Outcome = outcome });

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    internal sealed class StartedRuns
    {
        private readonly ConcurrentQueue<StartRun> _runs = new();

        public IReadOnlyList<StartRun> All => [.. _runs];

        internal sealed class StartRunConsumer(StartedRuns started) : IConsumer<StartRun>
        {
            public Task Consume(ConsumeContext<StartRun> context)
            {
                started._runs.Enqueue(context.Message);
                return Task.CompletedTask;
            }
        }
    }
}
