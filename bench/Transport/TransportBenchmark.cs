using System.Globalization;
using Pipeline.Emulators;

namespace Pipeline.Transport;

/// <summary>Runs both by turns and prints the medians.</summary>
internal sealed class TransportBenchmark(TextWriter output)
{
    public async Task<int> RunAsync(int[] sizes, int messages, int rounds, CancellationToken cancellationToken)
    {
        await output.WriteLineAsync("| text | what | messages/s | range | client µs | emulator µs |");
        await output.WriteLineAsync("|---|---|---|---|---|---|");
        foreach (var size in sizes)
        {
            await MeasureAsync(size, messages - (messages % 10), rounds, cancellationToken);
        }

        return 0;
    }

    private async Task MeasureAsync(int size, int messages, int rounds, CancellationToken cancellationToken)
    {
        var text = Text(size);
        var (raw, ours) = (new List<Run>(), new List<Run>());
        for (var round = 0; round <= rounds; round++)
        {
            // A fresh one each round: it slows down with what it has stored.
            await using var emulator = await Fauxqs.StartAsync();
            var prefix = $"r{round}-";
            if (round % 2 == 0)
            {
                raw.Add(await Raw.RunAsync(emulator, prefix, messages, text, cancellationToken));
                ours.Add(await Transport.RunAsync(emulator, prefix, messages, text, cancellationToken));
            }
            else
            {
                ours.Add(await Transport.RunAsync(emulator, prefix, messages, text, cancellationToken));
                raw.Add(await Raw.RunAsync(emulator, prefix, messages, text, cancellationToken));
            }
        }

        // The first compiles.
        var (ceiling, transport) = (Median(raw[1..]), Median(ours[1..]));
        await PrintAsync(size, "SDK alone", ceiling, raw[1..]);
        await PrintAsync(size, "transport", transport, ours[1..]);
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"| {size} | ratio | **{transport.PerSecond / ceiling.PerSecond:0%}** | | {transport.ClientMicroseconds / ceiling.ClientMicroseconds:0.0} × | |"));
    }

    private Task PrintAsync(int size, string what, Run run, List<Run> all) => output.WriteLineAsync(string.Create(
        CultureInfo.InvariantCulture,
        $"| {size} | {what} | {run.PerSecond:0} | {all.Min(each => each.PerSecond):0}–{all.Max(each => each.PerSecond):0} | {run.ClientMicroseconds:0} | {run.EmulatorMicroseconds:0} |"));

    private static Run Median(List<Run> runs) => runs.OrderBy(run => run.PerSecond).ElementAt(runs.Count / 2);

    // JSON-like: what has to be escaped is as frequent as in the pipeline's pages.
    private static string Text(int size)
    {
        const string Sample = """{"Identifier":"i-0123456789abcdef0","Tags":[{"Key":"Name","Value":"größe 1"}]},""";
        return string.Concat(Enumerable.Repeat(Sample, (size / Sample.Length) + 1))[..size];
    }
}
