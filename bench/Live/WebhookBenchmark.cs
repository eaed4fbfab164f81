using System.Diagnostics;

namespace Pipeline.Live;

/// <summary>How soon the webhook answers while events come at a steady rate, whether or not earlier ones were answered.</summary>
internal static class WebhookBenchmark
{
    private const int Resources = 3_600;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(int rate, int seconds, CancellationToken cancellationToken)
    {
        await using var setup = await Setup.StartAsync(Resources, cancellationToken);
        await setup.RunAsync(cancellationToken);
        await Setup.UntilAsync(() => setup.RunHasEndedAsync(cancellationToken), cancellationToken);
        var events = await Events.OfAsync(setup, cancellationToken);
        await SendAsync(setup, events, rate, WarmUp, new Answers(), cancellationToken);
        var answers = new Answers();
        await SendAsync(setup, events, rate, TimeSpan.FromSeconds(seconds), answers, cancellationToken);
        Console.WriteLine($"webhook, {rate} events/s for {seconds} s, from the moment each was due: {answers}");
    }

    private static async Task SendAsync(Setup setup, Events events, int rate, TimeSpan duration, Answers answers, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        var sent = new List<Task>();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        while (clock.Elapsed < duration)
        {
            for (; sent.Count < clock.Elapsed.TotalSeconds * rate; sent.Add(PostAsync(TimeSpan.FromSeconds(sent.Count / (double)rate))))
            {
            }

            await timer.WaitForNextTickAsync(cancellationToken);
        }

        await Task.WhenAll(sent);

        async Task PostAsync(TimeSpan due) => answers.Add(await setup.SendAsync(events.Next(), cancellationToken), clock.Elapsed - due);
    }
}
