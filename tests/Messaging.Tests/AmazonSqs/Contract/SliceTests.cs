using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace Pipeline.Messaging.Tests.AmazonSqs.Contract;

public sealed record Ping(int Number);

public sealed class SliceTests(EmulatorPool emulators)
{
    [Fact]
    public async Task Publish_Consumer_GetsIt()
    {
        var share = new Share(await emulators.DefaultAsync());
        var got = new TaskCompletionSource<Ping>();
        using var host = await share.StartAsync(
            bus => { },
            (_, sqs) => sqs.ReceiveEndpoint(share.Queue("a"), endpoint =>
            {
                endpoint.WaitTimeSeconds = 1;
                endpoint.Handler<Ping>(context =>
                {
                    got.TrySetResult(context.Message);
                    return Task.CompletedTask;
                });
            }));

        await host.Services.GetRequiredService<IBus>().Publish(new Ping(3));

        Assert.Equal(3, (await got.Task.WaitAsync(TimeSpan.FromSeconds(10))).Number);
        await share.EmptyAsync("a");
        await host.StopAsync();
    }
}
