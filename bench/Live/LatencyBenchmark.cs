namespace Pipeline.Live;

/// <summary>From a change in AWS to the write at Port that shows it, while a resync of everything runs.</summary>
internal static class LatencyBenchmark
{
    public static async Task RunAsync(int rate, int resources, CancellationToken cancellationToken)
    {
        await using var setup = await Setup.StartAsync(resources, cancellationToken);
        await setup.RunAsync(cancellationToken);
        await Setup.UntilAsync(async () => (await setup.GetAsync("stats", cancellationToken)).GetProperty("entityWrites").GetInt64() > 0, cancellationToken);

        await setup.ChurnAsync(rate, cancellationToken);
        await Setup.UntilAsync(() => setup.RunHasEndedAsync(cancellationToken), cancellationToken);
        var during = await setup.GetAsync("changes", cancellationToken);
        await setup.ChurnAsync(0, cancellationToken);
        await Setup.UntilAsync(() => setup.IsEqualAsync(cancellationToken), cancellationToken);
        Console.WriteLine($"latency, {rate} changes/s while the first run over {resources} resources goes on: {Of(during)}");

        await setup.ForgetDurationsAsync(cancellationToken);
        await setup.ChurnAsync(rate, cancellationToken);
        await Task.Delay(TimeSpan.FromSeconds(20), cancellationToken);
        await setup.ChurnAsync(0, cancellationToken);
        await Setup.UntilAsync(() => setup.IsEqualAsync(cancellationToken), cancellationToken);
        Console.WriteLine($"latency, {rate} changes/s for 20 s without a run: {Of(await setup.GetAsync("changes", cancellationToken))}");
    }

    private static string Of(System.Text.Json.JsonElement changes)
    {
        var toPort = changes.GetProperty("toPort");
        return $"{toPort.GetProperty("count")} changes shown, {changes.GetProperty("waiting")} not yet; p50 {toPort.GetProperty("p50")} ms, "
            + $"p90 {toPort.GetProperty("p90")} ms, p99 {toPort.GetProperty("p99")} ms, longest {toPort.GetProperty("longest")} ms (deletions are asked for twice, a second apart)";
    }
}
