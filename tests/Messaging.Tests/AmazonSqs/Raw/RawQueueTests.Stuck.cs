using System.Collections.Concurrent;

namespace Pipeline.Messaging.Tests.AmazonSqs.Raw;

public sealed partial class RawQueueTests
{
    // Those that came in the same poll would come again, and in the end be dead letters by their count.
    [Fact]
    public async Task AMessage_ThatCannotBeTakenForLong_DoesNotBringBackThoseThatCameWithIt()
    {
        var share = new Share(await emulators.DefaultAsync());
        var (open, tries, started) = (false, 0, false);
        var taken = new ConcurrentQueue<string>();
        using var host = await StartAsync(share, (body, _) =>
        {
            if (!Volatile.Read(ref started) || (body == "stuck" && !Volatile.Read(ref open)))
            {
                Interlocked.Add(ref tries, Volatile.Read(ref started) ? 1 : 0);
                throw new InvalidOperationException("Not now.");
            }

            taken.Enqueue(body);
            return Task.CompletedTask;
        }, options => options with { Visibility = TimeSpan.FromSeconds(2), Pollers = 1 });
        await HealthyAsync(host);
        foreach (var body in new[] { "first", "stuck", "a", "b", "c" })
        {
            await share.PutAsync(Queue, body);
        }

        // Whatever the first poll brought, the others come together once it lets go.
        Volatile.Write(ref started, true);
        await Eventually.TrueAsync(async () => await share.CountAsync(Queue) is (_, 1) or (_, 0) && Volatile.Read(ref tries) >= 6, "all others are gone, and it was tried for longer than it is hidden at a time");
        Volatile.Write(ref open, true);

        await share.EmptyAsync(Queue);
        Assert.Equal(taken.Distinct(StringComparer.Ordinal).Count(), taken.Count);
        Assert.Equal((0, 0), await share.CountAsync(Queue + "_error"));
        await host.StopAsync(Token);
    }
}
