using System.Diagnostics;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Messaging.Tests.AmazonSqs.Contract;

namespace Pipeline.Messaging.Tests.AmazonSqs.Sending;

/// <summary>Who publishes with a limit of time, as a webhook does, is told by then.</summary>
public sealed class GivenUpTests(EmulatorPool emulators)
{
    [Fact]
    public async Task Publish_SnsHangs_EndsWhenThePublisherGivesUp()
    {
        var share = new Share(await emulators.DefaultAsync());
        var hangs = false;
        share.Between = async (request, token, send) =>
        {
            if (hangs && !request.Headers.Contains("X-Amz-Target"))
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
            }

            return await send();
        };
        using var host = await share.StartAsync(_ => { });
        hangs = true;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        var clock = Stopwatch.StartNew();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => host.Services.GetRequiredService<IBus>().Publish(new Ping(1), patience.Token));

        Assert.InRange(clock.Elapsed, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(9));
        await host.StopAsync(TestContext.Current.CancellationToken);
    }
}
