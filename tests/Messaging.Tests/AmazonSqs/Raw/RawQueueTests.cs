using System.Collections.Concurrent;
using System.Text;
using Amazon.Runtime;
using Amazon.SQS.Model;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pipeline.Emulators;
using Pipeline.Messaging.AmazonSqs;
using Pipeline.Messaging.AmazonSqs.Raw;
using Pipeline.Messaging.AmazonSqs.Topology;

namespace Pipeline.Messaging.Tests.AmazonSqs.Raw;

/// <summary>A queue into which others put what they like.</summary>
public sealed partial class RawQueueTests(EmulatorPool emulators)
{
    private const string Queue = "events";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("fauxqs")]
    [InlineData("moto")]
    public async Task Messages_TakenOver_AreDeletedAndNoneIsLost(string emulator)
    {
        var share = new Share(await EmulatorAsync(emulator));
        var taken = new ConcurrentQueue<string>();
        using var host = await StartAsync(share, (body, _) =>
        {
            taken.Enqueue(body);
            return Task.CompletedTask;
        });
        await HealthyAsync(host);

        foreach (var number in Enumerable.Range(0, 35))
        {
            await share.PutAsync(Queue, $"{{\"number\":{number}}}");
        }

        await Eventually.TrueAsync(() => taken.Distinct().Count() == 35, "all were taken");
        await share.EmptyAsync(Queue);
        await host.StopAsync(Token);
    }

    [Theory]
    [InlineData("fauxqs")]
    [InlineData("moto")]
    public async Task AMessage_ThatMakesNoSense_IsMovedAsItIsAfterOneTry(string emulator)
    {
        const string Body = "no JSON, but \"text\" with ümlauts";
        var share = new Share(await EmulatorAsync(emulator));
        var tries = 0;
        using var host = await StartAsync(share, (_, _) =>
        {
            Interlocked.Increment(ref tries);
            throw new PoisonMessageException("It is no event.");
        });
        await HealthyAsync(host);

        await share.PutAsync(Queue, Body);

        await Eventually.TrueAsync(async () => await share.CountAsync(Queue + "_error") is (1, 0), "it was moved");
        var moved = Assert.Single(await share.TakeAsync(Queue + "_error"));
        Assert.Equal(Body, moved.Body);
        Assert.Equal("It is no event.", moved.MessageAttributes["MT-Fault-Message"].StringValue);
        Assert.Equal(1, tries);
        await share.EmptyAsync(Queue);
        await host.StopAsync(Token);
    }

    [Fact]
    public async Task Messages_ThatCannotBeTakenForLong_StayHiddenAreNotCountedAndAreTakenThen__weaknesses_18_and_19()
    {
        var share = new Share(await emulators.DefaultAsync());
        var open = false;
        var refused = 0;
        var taken = new ConcurrentQueue<string>();
        using var host = await StartAsync(share, (body, _) =>
        {
            if (!Volatile.Read(ref open))
            {
                Interlocked.Increment(ref refused);
                throw new InvalidOperationException("The bus is away.");
            }

            taken.Enqueue(body);
            return Task.CompletedTask;
        }, options => options with { Visibility = TimeSpan.FromSeconds(3) });
        await HealthyAsync(host);
        await share.PutAsync(Queue, "{}");

        // Longer than it is hidden at a time, so that it was extended.
        await Eventually.TrueAsync(() => Volatile.Read(ref refused) >= 8, "it was tried often");
        Assert.Equal(HealthStatus.Unhealthy, await HealthAsync(host));
        Assert.Equal((0, 1), await share.CountAsync(Queue));
        Assert.Equal((0, 0), await share.CountAsync(Queue + "_error"));
        Volatile.Write(ref open, true);

        await share.EmptyAsync(Queue);
        Assert.Equal("{}", Assert.Single(taken));
        await HealthyAsync(host);
        await host.StopAsync(Token);
    }

    [Fact]
    public async Task Stopping_WhileAMessageCannotBeTaken_GivesItBackAtOnce()
    {
        var share = new Share(await emulators.DefaultAsync());
        var tried = new TaskCompletionSource();
        using var host = await StartAsync(share, (_, _) =>
        {
            tried.TrySetResult();
            throw new InvalidOperationException("Not now.");
        });
        await HealthyAsync(host);
        await share.PutAsync(Queue, "{}");
        await tried.Task.WaitAsync(Token);

        await host.StopAsync(Token);

        Assert.Equal((1, 0), await share.CountAsync(Queue));
    }

    [Fact]
    public async Task Verifying_WithoutTheQueue_IsUnhealthyAndCreatesNothing_UntilItIsThere()
    {
        var share = new Share(await emulators.DefaultAsync());
        using var host = await StartAsync(share, (_, _) => Task.CompletedTask, sqs: sqs => sqs with { Topology = TopologyMode.Verify });

        await Eventually.TrueAsync(async () => (await ReportAsync(host)).Description?.Contains("Missing", StringComparison.Ordinal) == true, "it says what is missing");
        await Assert.ThrowsAsync<QueueDoesNotExistException>(() => share.Sqs.GetQueueUrlAsync(share.Queue(Queue), Token));
        await share.Sqs.CreateQueueAsync(share.Queue(Queue), Token);
        await share.Sqs.CreateQueueAsync(share.Queue(Queue) + "_error", Token);

        await HealthyAsync(host);
        await host.StopAsync(Token);
    }

    [Fact]
    public async Task Creating_MakesAnErrorQueueAndPointsTheQueueAtIt()
    {
        var share = new Share(await emulators.DefaultAsync());
        using var host = await StartAsync(share, (_, _) => Task.CompletedTask);
        await HealthyAsync(host);

        var url = (await share.Sqs.GetQueueUrlAsync(share.Queue(Queue), Token)).QueueUrl;
        var attributes = await share.Sqs.GetQueueAttributesAsync(url, ["All"], Token);

        Assert.Contains(share.Queue(Queue) + "_error", attributes.Attributes["RedrivePolicy"], StringComparison.Ordinal);
        await host.StopAsync(Token);
    }

    private Task<Emulator> EmulatorAsync(string name) => name == "moto" ? emulators.GetAsync(() => Moto.StartAsync()) : emulators.DefaultAsync();

    private static async Task<IHost> StartAsync(
        Share share, Func<string, CancellationToken, Task> handle, Func<RawQueueOptions, RawQueueOptions>? change = null, Func<AmazonSqsOptions, AmazonSqsOptions>? sqs = null)
    {
        var connection = new AmazonSqsOptions
        {
            Region = "eu-west-1", SqsEndpoint = share.Address, SnsEndpoint = share.Address, Credentials = new BasicAWSCredentials("test", "test"), WaitTimeSeconds = 1,
        };
        var options = new RawQueueOptions { Queue = share.Queue(Queue), Sqs = sqs?.Invoke(connection) ?? connection };
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders().AddProvider(new TestOutputLogs());
        builder.Services.AddSingleton(handle);
        builder.Services.AddRawQueue<Handler>(change?.Invoke(options) ?? options);
        var host = builder.Build();
        await host.StartAsync(Token);
        return host;
    }

    private static Task HealthyAsync(IHost host) => Eventually.TrueAsync(async () => await HealthAsync(host) == HealthStatus.Healthy, "it is healthy");

    private static async Task<HealthStatus> HealthAsync(IHost host) => (await ReportAsync(host)).Status;

    private static async Task<HealthReportEntry> ReportAsync(IHost host) =>
        (await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(Token)).Entries["ingress-queue"];

    private sealed class Handler(Func<string, CancellationToken, Task> handle) : IRawMessageHandler
    {
        public Task HandleAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken) => handle(Encoding.UTF8.GetString(body.Span), cancellationToken);
    }
}
