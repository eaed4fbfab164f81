using System.Diagnostics;

namespace Pipeline.Live;

/// <summary>Senders that never wait, and beside them changes whose events must all take effect.</summary>
internal static class FloodBenchmark
{
    private const int Resources = 3_600;
    private const int Senders = 200;
    private const int ChangesPerSecond = 20;

    public static async Task RunAsync(int seconds, CancellationToken cancellationToken)
    {
        await using var setup = await Setup.StartAsync(Resources, cancellationToken);
        await setup.RunAsync(cancellationToken);
        await Setup.UntilAsync(() => setup.RunHasEndedAsync(cancellationToken), cancellationToken);
        var events = await Events.OfAsync(setup, cancellationToken);
        await setup.ChurnAsync(ChangesPerSecond, cancellationToken);
        var answers = new Answers();
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Senders).Select(_ => SendAsync(setup, events, clock, TimeSpan.FromSeconds(seconds), answers, cancellationToken)));
        await setup.ChurnAsync(0, cancellationToken);
        Console.WriteLine($"flood, {Senders} senders for {seconds} s: {answers}");

        clock.Restart();
        await Setup.UntilAsync(() => setup.IsEqualAsync(cancellationToken), cancellationToken);
        Console.WriteLine($"Port equals AWS {clock.Elapsed.TotalSeconds:F1} s after the flood.");
    }

    private static async Task SendAsync(Setup setup, Events events, Stopwatch clock, TimeSpan duration, Answers answers, CancellationToken cancellationToken)
    {
        while (clock.Elapsed < duration)
        {
            var sent = clock.Elapsed;
            try
            {
                answers.Add(await setup.SendAsync(events.Next(), cancellationToken), clock.Elapsed - sent);
            }
            catch (HttpRequestException exception)
            {
                answers.Add($"no answer ({exception.HttpRequestError})", clock.Elapsed - sent);
            }
        }
    }
}
