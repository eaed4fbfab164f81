using System.Collections.Concurrent;
using System.Text;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pipeline.Aws;
using Pipeline.Contracts;
using Pipeline.Enumerator;
using Pipeline.Ingress.LiveEvents;
using Pipeline.Ingress.Webhook;
using Pipeline.Ledger.InMemory;
using Pipeline.Ledger.Tables.InMemory;
using Pipeline.Messaging.Bus;
using Pipeline.ServiceDefaults;
using Pipeline.Simulator;

namespace Pipeline.Ingress.Tests.LiveEvents;

/// <summary>
/// The way of a live event as it runs, over HTTP: webhook, bus, fetch from the Simulator's AWS. What follows is played by
/// <see cref="Recorder"/>.
/// </summary>
internal sealed class LiveHost : IAsyncDisposable
{
    public const string Key = "0123456789abcdef0123456789abcdef";

    private readonly WebApplication _app;

    private LiveHost(WebApplication app) => _app = app;

    public HttpClient Http { get; private set; } = new();

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    public Recorder Lane => _app.Services.GetRequiredService<Recorder>();

    public IServiceProvider Services => _app.Services;

    public static async Task<LiveHost> StartAsync(SimulatedWorld world, LiveHostOptions? chosen = null)
    {
        var options = chosen ?? new LiveHostOptions();
        var settings = SettingsReader.Read(world.Environment
            .Append(new("APPLICATION__PORT", "0"))
            .Append(new("PIPELINE_HOME", Path.GetTempPath()))
            .ToDictionary(variable => variable.Key, variable => (string?)variable.Value));
        var builder = WebApplication.CreateSlimBuilder();
        builder.AddServiceDefaults(settings);
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(options.Time);
        builder.Services.AddSingleton<Recorder>();
        builder.Services.AddInMemoryLedger();
        builder.Services.AddSingleton(options.Table ?? new InMemoryLedgerTable(options.Time));
        builder.Services.AddSingleton(options.Mappings);
        builder.Services.AddStoredLiveEvents(options.LiveEvents);
        builder.Services.AddWebhook(options.Webhook);
        builder.Services.AddEnumerator(
            new EnumeratorOptions
            {
                AccessKeyId = world.Environment["AWS_ACCESS_KEY_ID"],
                SecretAccessKey = world.Environment["AWS_SECRET_ACCESS_KEY"],
                OrganizationRoleArn = world.Environment.GetValueOrDefault("OCEAN__INTEGRATION__CONFIG__ORGANIZATION_ROLE_ARN"),
            },
            new AwsClientOptions { Environment = new Dictionary<string, string?> { ["AWS_ENDPOINT_URL"] = world.AwsEndpoint.ToString().TrimEnd('/') } });
        builder.Services.AddSingleton<Messaging.ClaimCheck.MappingVersions>();
        builder.Services.AddSingleton<Mappings.MappingReading>();
        builder.Services.AddPipelineBus(1024 * 1024, _ => { }, live =>
        {
            live.AddEnumeratorLiveConsumers();
            live.AddConsumer<Recorder.RecordingConsumer>();
        });
        var app = builder.Build();
        app.MapDefaultEndpoints(settings);
        app.MapWebhook();
        await app.StartAsync();
        var host = new LiveHost(app) { Address = new Uri($"http://127.0.0.1:{new Uri(app.Urls.First()).Port}") };
        host.Http = new HttpClient { BaseAddress = host.Address };
        return host;
    }

    /// <summary>Posts a body of events with the key.</summary>
    public Task<HttpResponseMessage> PostAsync(string body) => PostAsync(Encoding.UTF8.GetBytes(body));

    public async Task<HttpResponseMessage> PostAsync(
        byte[] body, string? key = Key, string? type = "application/json", string path = "/integration/webhook")
    {
        using var content = new ByteArrayContent(body);
        if (type is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation("x-port-aws-ocean-api-key", key);
        }

        return await Http.SendAsync(request);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    /// <summary>Stands where Mapper and PortWriter are.</summary>
    internal sealed class Recorder
    {
        private readonly ConcurrentQueue<ResourcesEnumerated> _seen = new();
        private readonly ConcurrentQueue<ResourceGone> _gone = new();

        public IReadOnlyList<ResourcesEnumerated> Seen => [.. _seen];

        public IReadOnlyList<ResourceGone> Gone => [.. _gone];

        /// <summary>Completed once writing may go on: until then, what was fetched is not written.</summary>
        public TaskCompletionSource Writing { get; set; } = Done();

        private static TaskCompletionSource Done()
        {
            var done = new TaskCompletionSource();
            done.SetResult();
            return done;
        }

        internal sealed class RecordingConsumer(Recorder recorder) : IConsumer<ResourcesEnumerated>, IConsumer<ResourceGone>
        {
            public Task Consume(ConsumeContext<ResourcesEnumerated> context)
            {
                recorder._seen.Enqueue(context.Message);
                return recorder.Writing.Task.WaitAsync(context.CancellationToken);
            }

            public Task Consume(ConsumeContext<ResourceGone> context)
            {
                recorder._gone.Enqueue(context.Message);
                return recorder.Writing.Task.WaitAsync(context.CancellationToken);
            }
        }
    }
}
