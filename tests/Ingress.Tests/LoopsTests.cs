using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Pipeline.Ingress.LiveEvents;
using Pipeline.Ingress.Reporting.Logs;
using Pipeline.Ingress.Triggers;
using Pipeline.Ingress.Triggers.Kafka;
using Pipeline.Messaging.AmazonSqs;
using Pipeline.Messaging.AmazonSqs.Raw;
using Pipeline.ServiceDefaults.Health;
using Pipeline.Simulator;

namespace Pipeline.Ingress.Tests;

/// <summary>The process is not live once any of the loops that run beside its consumers has ended.</summary>
public sealed class LoopsTests
{
    public static TheoryData<string> Loops =>
    [
        "ResyncPoller", "Schedule", "CronSchedule", "MappingWatch", "InboxReplay", "RunWatchdog", "RunReporting", "PortLogSender", "KafkaListener", "RawQueueListener",
    ];

    [Theory]
    [MemberData(nameof(Loops))]
    public async Task ALoop_ThatEnded_FailsTheLivenessCheckByItsName(string name)
    {
        await using var world = await SimulatedWorld.StartAsync(new SimulatorOptions(), TestContext.Current.CancellationToken);
        await using var host = await IngressHost.StartAsync(world, add: AddAll);
        var loops = host.Get<IEnumerable<IHostedService>>().OfType<BackgroundService>().ToList();
        Assert.Equal(Loops.Select(row => row.Data).Order(StringComparer.Ordinal), loops.Select(loop => loop.GetType().Name).Order(StringComparer.Ordinal));
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(host)).Status);

        await loops.Single(loop => loop.GetType().Name == name).StopAsync(TestContext.Current.CancellationToken);

        var report = await CheckAsync(host);
        Assert.Equal(HealthStatus.Unhealthy, report.Status);
        Assert.Contains(name, report.Description, StringComparison.Ordinal);
    }

    private static void AddAll(IServiceCollection services)
    {
        services.AddHealthDefaults();
        services.AddPolling(new PollingOptions(false, TimeSpan.FromHours(1))).AddSchedule(TimeSpan.FromHours(1)).AddPortLog();
        services.AddCronSchedule(CronOptions.Parse(["0 0 1 1 *"])).AddMappingWatch().AddStoredLiveEvents(new LiveEventOptions());
        services.AddKafka(new KafkaOptions { Brokers = "127.0.0.1:1", SecurityEnabled = false, IntegrationType = "aws", IntegrationIdentifier = "a", PollTimeout = TimeSpan.FromMilliseconds(50) });
        services.AddEventQueue(new RawQueueOptions
        {
            Queue = "events",
            Sqs = new AmazonSqsOptions { Region = "eu-west-1", SqsEndpoint = new Uri("http://127.0.0.1:1"), SnsEndpoint = new Uri("http://127.0.0.1:1") },
        });
    }

    private static async Task<HealthReportEntry> CheckAsync(IngressHost host) =>
        (await host.Get<HealthCheckService>().CheckHealthAsync(check => check.Tags.Contains(HealthTags.Live), TestContext.Current.CancellationToken)).Entries["loops"];
}
