using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pipeline.Aws;
using Pipeline.Contracts;
using Pipeline.Ledger;
using Pipeline.Ledger.InMemory;
using Pipeline.Ledger.Tables;
using Pipeline.Messaging.Bus;
using Pipeline.Messaging.ClaimCheck;
using Pipeline.Simulator;
using Pipeline.Tests.Aws;

namespace Pipeline.Enumerator.Tests;

/// <summary>The stage as it runs, on the in-memory bus; what follows it is played by <see cref="Downstream"/>.</summary>
internal sealed class EnumeratorHost : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly IHost _host;

    private EnumeratorHost(IHost host) => _host = host;

    public Downstream Downstream => _host.Services.GetRequiredService<Downstream>();

    public LiveLane Live => _host.Services.GetRequiredService<LiveLane>();

    public IRunLedger Ledger => _host.Services.GetRequiredService<IRunLedger>();

    public IServiceProvider Services => _host.Services;

    public static Task<EnumeratorHost> StartAsync(
        SimulatedWorld world, Func<EnumeratorOptions, EnumeratorOptions>? change = null, TimeProvider? time = null)
    {
        var options = new EnumeratorOptions
        {
            AccessKeyId = world.Environment["AWS_ACCESS_KEY_ID"],
            SecretAccessKey = world.Environment["AWS_SECRET_ACCESS_KEY"],
            OrganizationRoleArn = world.Environment.GetValueOrDefault("OCEAN__INTEGRATION__CONFIG__ORGANIZATION_ROLE_ARN"),
        };
        return StartAsync(world.AwsEndpoint.ToString(), change?.Invoke(options) ?? options, time);
    }

    public static Task<EnumeratorHost> StartAsync(
        AwsStub stub, Func<EnumeratorOptions, EnumeratorOptions>? change = null, TimeProvider? time = null, ILedgerTable? table = null, bool sweeps = false)
    {
        var options = new EnumeratorOptions { AccessKeyId = StubRequest.HomeKey, SecretAccessKey = "secret" };
        return StartAsync(stub.Url, change?.Invoke(options) ?? options, time, table, sweeps);
    }

    /// <summary>With a table, the stage shares the ledger of another process.</summary>
    public static async Task<EnumeratorHost> StartAsync(
        string endpoint, EnumeratorOptions options, TimeProvider? time = null, ILedgerTable? table = null, bool sweeps = false)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(time ?? TimeProvider.System);
        builder.Services.AddSingleton<Downstream>();
        if (table is not null)
        {
            builder.Services.AddSingleton(table);
        }

        builder.Services.AddInMemoryLedger(new RunLedgerOptions { Sweeps = sweeps });
        builder.Services.AddEnumerator(
            options,
            new AwsClientOptions { Environment = new Dictionary<string, string?> { ["AWS_ENDPOINT_URL"] = endpoint.TrimEnd('/') } });
        builder.Services.AddSingleton<LiveLane>();
        builder.Services.AddPipelineBus(
            8 * 1024 * 1024,
            bus =>
            {
                bus.AddEnumeratorConsumers();
                bus.AddConsumer<Downstream.EverythingConsumer>();
            },
            live =>
            {
                live.AddEnumeratorLiveConsumers();
                live.AddConsumer<LiveLane.RecordingConsumer>();
            });
        var host = builder.Build();
        await host.StartAsync();
        return new EnumeratorHost(host);
    }

    /// <summary>Does one run and waits for its end.</summary>
    public async Task<RunSnapshot> RunAsync(string mapping)
    {
        var runId = await BeginAsync(mapping);
        await Downstream.FinishedAsync(runId).WaitAsync(Patience);
        return (await Ledger.FindRunAsync(runId, CancellationToken.None))!;
    }

    public async Task<Guid> BeginAsync(string mapping)
    {
        var start = await RecordAsync(mapping);
        await Services.GetRequiredService<IBus>().Publish(start);
        return start.RunId;
    }

    /// <summary>Says on the live lane that a resource changed.</summary>
    public async Task ChangeAsync(
        string mapping, string account, string region, string kind, string identifier, bool created = false)
    {
        var version = await Services.GetRequiredService<MappingVersions>().AddAsync(
            System.Text.Json.JsonElement.Parse(mapping), CancellationToken.None);
        await Services.GetRequiredService<ILiveBus>().Publish(new ResourceChanged
        {
            Resource = new ResourceKey { AccountId = account, Region = region, Kind = kind, Identifier = identifier },
            MappingVersion = version,
            Cause = ChangeCause.Event,
            OccurredAt = LiveLane.OccurredAt,
            Created = created,
        });
    }

    /// <summary>Notes a run in the ledger, as Ingress does, without starting it.</summary>
    public async Task<StartRun> RecordAsync(string mapping)
    {
        var version = await Services.GetRequiredService<MappingVersions>().AddAsync(
            System.Text.Json.JsonElement.Parse(mapping), CancellationToken.None);
        var run = new RunRecord
        {
            RunId = Guid.CreateVersion7(), MappingVersion = version, Trigger = "test", StartedAt = TimeProvider.System.GetUtcNow(),
        };
        await Ledger.BeginRunAsync(run, CancellationToken.None);
        return new StartRun { RunId = run.RunId, MappingVersion = version };
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
