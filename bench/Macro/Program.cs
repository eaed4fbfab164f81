using System.CommandLine;
using Pipeline.Macro;
using Pipeline.Macro.Noisy;
using Pipeline.Macro.Queues;

var sizes = new Option<int[]>("--resources")
{
    Description = "Sizes of the estate to measure, in resources.",
    DefaultValueFactory = _ => [2_000, 10_000, 30_000],
    AllowMultipleArgumentsPerToken = true,
};
var runs = new Option<int>("--runs") { Description = "Runs of each size; the median by time is shown.", DefaultValueFactory = _ => 3 };
var items = new Option<int>("--items") { Description = "Entities to make of each EC2 instance by itemsToParse; 0: the demo's mapping." };
var unchanged = new Option<bool>("--unchanged") { Description = "Measures a second sync over the same ledger too: nothing has changed, so nothing may be written." };
var bus = new Option<string>("--bus") { Description = "memory: ./pipeline sync; sqs: the four services as processes, over SNS and SQS in fauxqs.", DefaultValueFactory = _ => "memory" }
    .AcceptOnlyFromAmong("memory", "sqs");
var noisy = new Option<int>("--noisy") { Description = "Resources of one scope beside many small ones: how much later do these end? 0: the usual measurement." };
var others = new Option<int>("--others") { Description = "Resources of each of the small scopes, with --noisy.", DefaultValueFactory = _ => 500 };
var delay = new Option<int>("--delay-ms") { Description = "How long AWS takes to answer, with --noisy.", DefaultValueFactory = _ => 50 };
var command = new RootCommand("Measures a whole sync: the program as a process, the Simulator as another.") { sizes, runs, items, unchanged, bus, noisy, others, delay };
command.Validators.Add(result =>
{
    if (result.GetValue(bus) == "sqs" && (result.GetValue(unchanged) || result.GetValue(items) > 0))
    {
        result.AddError("--items and --unchanged are measured with the bus in memory only.");
    }
});
command.SetAction(async (arguments, cancellationToken) =>
{
    if (arguments.GetValue(noisy) is var large and > 0)
    {
        var options = new NoisyOptions
        {
            Noisy = large, Others = arguments.GetValue(others), Delay = TimeSpan.FromMilliseconds(arguments.GetValue(delay)), Runs = arguments.GetValue(runs),
        };
        await new NoisyBenchmark(Console.Out, options).RunAsync(cancellationToken);
        return;
    }

    using var fanOut = arguments.GetValue(items) is var count and > 0 ? new FanOut(count) : null;
    await new MacroBenchmark(Console.Out, Measure, arguments.GetValue(unchanged)).RunAsync(
        arguments.GetValue(sizes)!, arguments.GetValue(runs), cancellationToken);

    Task<Measurement> Measure(SimulatorProcess simulator, string home, CancellationToken token) => arguments.GetValue(bus) == "sqs"
        ? ServiceFleet.MeasureAsync(simulator, token)
        : SyncProcess.MeasureAsync(simulator, home, fanOut?.Arguments ?? [], token);
});
return await command.Parse(args).InvokeAsync();
