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
        var hanging = new TaskCompletionSource<CancellationToken>();
        share.Between = async (request, token, send) =>
        {
            if (hangs && !request.Headers.Contains("X-Amz-Target"))
            {
                hanging.TrySetResult(token);
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
            }

            return await send();
        };
        using var host = await share.StartAsync(_ => { });
        hangs = true;
        using var patience = new CancellationTokenSource();
        var publishing = host.Services.GetRequiredService<IBus>().Publish(new Ping(1), patience.Token);
        var request = await hanging.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        await patience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => publishing);
        Assert.False(request.IsCancellationRequested, "It ended with the request only.");
        await host.StopAsync(TestContext.Current.CancellationToken);
    }
}
