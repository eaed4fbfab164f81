using System.Globalization;
using Pipeline.Simulator;

namespace Pipeline.Macro.Noisy;

/// <summary>
/// How much later the scopes of a run end because one of them is far larger (R25). The Simulator is in this process, a sync
/// is another.
/// </summary>
/// <param name="output">Where the table goes.</param>
/// <param name="options">What is measured.</param>
internal sealed class NoisyBenchmark(TextWriter output, NoisyOptions options)
{
    private const string NoisyKind = "AWS::Lambda::Function";

    private static readonly string[] Regions = ["us-east-1", "us-west-2", "eu-west-1", "eu-central-1"];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        List<ScopeTimes> alone = [];
        List<ScopeTimes> beside = [];
        for (var run = 0; run < options.Runs; run++)
        {
            alone.Add(await MeasureAsync(0, cancellationToken));
            beside.Add(await MeasureAsync(options.Noisy, cancellationToken));
        }

        await output.WriteLineAsync("| noisy scope | others | last of the others ends after | half of the others have ended after | noisy scope ends after |\n|---|---|---|---|---|");
        await output.WriteLineAsync(Row(0, alone));
        await output.WriteLineAsync(Row(options.Noisy, beside));
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"\nThe last of the others ends {Later(alone, beside, times => times.LastOther):P0} later, half of them have ended {Later(alone, beside, times => times.HalfOfOthers):P0} later."));
    }

    private async Task<ScopeTimes> MeasureAsync(int noisy, CancellationToken cancellationToken)
    {
        await using var world = await SimulatedWorld.StartAsync(
            new SimulatorOptions
            {
                Accounts = 3,
                Regions = Regions,
                Kinds = [NoisyKind, "AWS::EC2::Instance"],
                ResourcesPerScope = options.Others,
                SeedMapping = true,
                VersionsPerEntity = 1,
                Faults = options.Delay > TimeSpan.Zero ? [new SimulatorFault { Kind = SimulatorFaultKind.Latency, Service = "cloudcontrolapi", Delay = options.Delay }] : [],
            },
            cancellationToken);
        var account = world.AccountIds[0];
        for (var more = 0; more < noisy; more++)
        {
            world.CreateResource(NoisyKind, account, Regions[0]);
        }

        return await ScopeTimes.OfSyncAsync(world.Environment, (account, Regions[0], NoisyKind), cancellationToken);
    }

    private string Row(int noisy, List<ScopeTimes> times) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {(noisy == 0 ? "–" : noisy.ToString("N0", CultureInfo.InvariantCulture))} | {times[0].Others} × {options.Others:N0} | {Median(times, run => run.LastOther):F1} s "
        + $"| {Median(times, run => run.HalfOfOthers):F1} s | {Median(times, run => run.Noisy):F1} s |");

    private static double Later(List<ScopeTimes> alone, List<ScopeTimes> beside, Func<ScopeTimes, TimeSpan> time) =>
        (Median(beside, time) / Median(alone, time)) - 1;

    private static double Median(List<ScopeTimes> times, Func<ScopeTimes, TimeSpan> time) =>
        times.Select(time).Order().ElementAt(times.Count / 2).TotalSeconds;
}
