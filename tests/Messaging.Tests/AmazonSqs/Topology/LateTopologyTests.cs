using System.Net;
using System.Text;
using System.Text.Json;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Pipeline.Messaging.AmazonSqs.Topology;
using Pipeline.Messaging.Tests.AmazonSqs.Contract;

namespace Pipeline.Messaging.Tests.AmazonSqs.Topology;

/// <summary>A service that is there before what it needs is: it waits, and says that it is not ready.</summary>
public sealed class LateTopologyTests(EmulatorPool emulators)
{
    private const string Denied = """{"__type":"com.amazon.coral.service#AccessDeniedException","message":"not yet"}""";

    private readonly TaskCompletionSource<int> _got = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Verify_QueuesComeLater_IsNotReadyUntilThenAndLosesNothing()
    {
        var share = new Share(await emulators.DefaultAsync());
        using var host = await StartAsync(share, TopologyMode.Verify);
        await Eventually.TrueAsync(async () => (await HealthAsync(host)).Contains(share.Queue("late"), StringComparison.Ordinal), "the missing queue is named");

        using (var owner = await share.StartAsync(_ => { }, (_, sqs) => sqs.Topology(Plan(share))))
        {
            await owner.Services.GetRequiredService<IBus>().Publish(new Ping(7), Token);
            await owner.StopAsync(Token);
        }

        Assert.Equal(7, await _got.Task.WaitAsync(TimeSpan.FromSeconds(60), Token));
        await Eventually.TrueAsync(async () => (await HealthAsync(host)).Length == 0, "it is ready");
        await host.StopAsync(Token);
    }

    // Ingress publishes as it starts: a run that failed for want of a topic would not be asked for again.
    [Fact]
    public async Task Publish_QueuesComeLater_IsDoneThen()
    {
        var share = new Share(await emulators.DefaultAsync());
        using var host = await StartAsync(share, TopologyMode.Verify);
        var publishing = host.Services.GetRequiredService<IBus>().Publish(new Ping(9), Token);
        await Eventually.TrueAsync(async () => (await HealthAsync(host)).Contains(share.Queue("late"), StringComparison.Ordinal), "the missing queue is named");
        Assert.False(publishing.IsCompleted);

        using (var owner = await share.StartAsync(_ => { }, (_, sqs) => sqs.Topology(Plan(share))))
        {
            await owner.StopAsync(Token);
        }

        await publishing.WaitAsync(TimeSpan.FromSeconds(60), Token);
        Assert.Equal(9, await _got.Task.WaitAsync(TimeSpan.FromSeconds(60), Token));
        await host.StopAsync(Token);
    }

    [Fact]
    public async Task Create_DeniedAtFirst_WorksWhenItIsAllowed()
    {
        var (share, denials) = (new Share(await emulators.DefaultAsync()), 0);
        share.Between = (request, _, send) => IsCreation(request) && Interlocked.Increment(ref denials) <= 4
            ? Task.FromResult(new HttpResponseMessage(HttpStatusCode.BadRequest) { Content = new StringContent(Denied, Encoding.UTF8, "application/x-amz-json-1.0") })
            : send();
        using var host = await StartAsync(share, TopologyMode.Create);

        await Eventually.TrueAsync(async () => denials > 4 && (await HealthAsync(host)).Length == 0, "it is ready");

        await host.Services.GetRequiredService<IBus>().Publish(new Ping(8), Token);
        Assert.Equal(8, await _got.Task.WaitAsync(TimeSpan.FromSeconds(20), Token));
        await host.StopAsync(Token);
    }

    [Fact]
    public async Task Stop_QueuesNeverCame_EndsAtOnce()
    {
        var share = new Share(await emulators.DefaultAsync());
        using var host = await StartAsync(share, TopologyMode.Verify);
        await Eventually.TrueAsync(async () => (await HealthAsync(host)).Length > 0, "it is not ready");

        await host.StopAsync(Token).WaitAsync(TimeSpan.FromSeconds(10), Token);
    }

    private Task<IHost> StartAsync(Share share, TopologyMode mode) => share.StartAsync(
        _ => { },
        (_, sqs) =>
        {
            sqs.Topology(Plan(share), mode, waits: true);
            sqs.WaitTimeSeconds = 1;
            sqs.ReceiveEndpoint(share.Queue("late"), endpoint => endpoint.Handler<Ping>(context =>
            {
                _got.TrySetResult(context.Message.Number);
                return Task.CompletedTask;
            }));
        },
        services => services.PostConfigure<MassTransitHostOptions>(options => options.WaitUntilStarted = false));

    private static TopologyPlan Plan(Share share) =>
        TopologyPlan.Of([new Subscription(share.Prefix + "Pipeline_Messaging_Tests_AmazonSqs_Contract-Ping", share.Queue("late"))]);

    // What is wrong; empty when nothing is.
    private static async Task<string> HealthAsync(IHost host)
    {
        var report = await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(Token);
        return report.Status == HealthStatus.Healthy
            ? ""
            : string.Join(' ', report.Entries.Values.Select(entry => $"{entry.Description} {JsonSerializer.Serialize(entry.Data)}"));
    }

    private static bool IsCreation(HttpRequestMessage request) =>
        request.Headers.TryGetValues("X-Amz-Target", out var target) && target.First().EndsWith("CreateQueue", StringComparison.Ordinal);
}
