using System.Collections.Concurrent;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Pipeline.Emulators;
using Pipeline.Messaging.AmazonSqs.Configuration;
using Pipeline.Messaging.Tests.AmazonSqs.Contract;

namespace Pipeline.Messaging.Tests.AmazonSqs.Receiving;

/// <summary>SQS and SNS go away and come back, here without a memory of what they had.</summary>
public sealed class OutageTests(EmulatorPool emulators)
{
    private static readonly TimeSpan Reconnect = TimeSpan.FromSeconds(10);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Outage_Ends_ReceivesAndPublishesAgainWithinTenSecondsAndHealthTellsBoth()
    {
        // The shared one shows that there is Node; this one is to be stopped.
        await emulators.DefaultAsync();
        var emulator = await Fauxqs.StartAsync();
        var port = emulator.Address.Port;
        var got = new ConcurrentQueue<int>();
        var share = new Share(emulator);
        using var host = await share.StartAsync(_ => { }, (_, sqs) => sqs.ReceiveEndpoint(share.Queue("outage"), endpoint =>
        {
            endpoint.WaitTimeSeconds = 1;
            endpoint.Handler<Ping>(context =>
            {
                got.Enqueue(context.Message.Number);
                return Task.CompletedTask;
            });
        }));
        var bus = host.Services.GetRequiredService<IBus>();
        await bus.Publish(new Ping(1), Token);
        await Eventually.TrueAsync(() => got.Contains(1), "the first arrived");
        Assert.Equal(HealthStatus.Healthy, await HealthAsync(host));

        await emulator.DisposeAsync();
        await Eventually.TrueAsync(async () => await HealthAsync(host) != HealthStatus.Healthy, "health tells of the outage");
        var during = bus.Publish(new Ping(2), Token);
        Assert.False(during.IsCompleted);

        await using var again = await Fauxqs.StartAsync(port);
        var since = TimeProvider.System.GetTimestamp();
        await Eventually.TrueAsync(() => got.Contains(2), "what was published meanwhile arrived");
        Assert.InRange(TimeProvider.System.GetElapsedTime(since), TimeSpan.Zero, Reconnect);
        await during;
        await Eventually.TrueAsync(async () => await HealthAsync(host) == HealthStatus.Healthy, "health tells that it is over");
        await host.StopAsync(Token);
    }

    // As long as a partition may last: a consumer gives up publishing after two minutes, here much sooner.
    [Fact]
    public async Task Outage_LastsLongerThanPublishersWait_MessagesAreHandledAnewAndAreNoDeadLetters()
    {
        var (away, tries) = (true, 0);
        var share = new Share(await emulators.DefaultAsync());
        share.Between = async (request, token, send) =>
        {
            var body = await request.Content!.ReadAsStringAsync(token);
            return Volatile.Read(ref away) && body.Contains("Action=PublishBatch", StringComparison.Ordinal) && body.Contains("Note", StringComparison.Ordinal)
                ? throw new HttpRequestException("nobody there")
                : await send();
        };
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var host = await share.StartAsync(_ => { }, (_, sqs) =>
        {
            ((SqsBusFactoryConfigurator)sqs).Settings.Patience = TimeSpan.FromMilliseconds(50);
            sqs.ReceiveEndpoint(share.Queue("outage"), endpoint =>
            {
                endpoint.WaitTimeSeconds = 1;
                endpoint.Handler<Ping>(context =>
                {
                    Interlocked.Increment(ref tries);
                    return context.Publish(new Note("after it"));
                });
            });
            sqs.ReceiveEndpoint(share.Queue("after"), endpoint =>
            {
                endpoint.WaitTimeSeconds = 1;
                endpoint.Handler<Note>(_ =>
                {
                    arrived.TrySetResult();
                    return Task.CompletedTask;
                });
            });
        });

        await host.Services.GetRequiredService<IBus>().Publish(new Ping(1), Token);
        await Eventually.TrueAsync(() => Volatile.Read(ref tries) >= 2, "it was handled anew");
        Volatile.Write(ref away, false);

        await arrived.Task.WaitAsync(TimeSpan.FromSeconds(30), Token);
        await share.EmptyAsync("outage");
        Assert.Equal((0, 0), await share.CountAsync("outage_error"));
        await host.StopAsync(Token);
    }

    [Fact]
    public async Task Start_DuringAnOutage_WaitsForItsEnd()
    {
        await emulators.DefaultAsync();
        var emulator = await Fauxqs.StartAsync();
        var port = emulator.Address.Port;
        await emulator.DisposeAsync();
        var share = new Share(emulator);
        using var host = share.Build(_ => { }, (_, sqs) => sqs.ReceiveEndpoint(share.Queue("outage"), endpoint =>
        {
            endpoint.WaitTimeSeconds = 1;
            endpoint.Handler<Ping>(_ => Task.CompletedTask);
        }));

        var starting = host.StartAsync(Token);
        await Eventually.TrueAsync(async () => await HealthAsync(host) == HealthStatus.Unhealthy, "it says that it is not there");
        Assert.False(starting.IsCompleted);

        await using var again = await Fauxqs.StartAsync(port);
        await starting.WaitAsync(Reconnect, Token);
        Assert.Equal(HealthStatus.Healthy, await HealthAsync(host));
        await host.StopAsync(Token);
    }

    private static async Task<HealthStatus> HealthAsync(IHost host) =>
        (await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(Token)).Status;
}
