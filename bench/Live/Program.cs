using System.CommandLine;
using Pipeline.Live;

var rate = new Option<int>("--rate") { Description = "Events or changes in a second.", DefaultValueFactory = _ => 500 };
var seconds = new Option<int>("--seconds") { Description = "How long.", DefaultValueFactory = _ => 30 };
var resources = new Option<int>("--resources") { Description = "Resources of the organisation.", DefaultValueFactory = _ => 50_000 };

var webhook = new Command("webhook", "How soon the webhook answers at a steady rate.") { rate, seconds };
webhook.SetAction((arguments, token) => WebhookBenchmark.RunAsync(arguments.GetValue(rate), arguments.GetValue(seconds), token));

var latency = new Command("latency", "From a change in AWS to the write at Port, while a resync runs.") { rate, resources };
latency.SetAction((arguments, token) => LatencyBenchmark.RunAsync(arguments.GetValue(rate), arguments.GetValue(resources), token));

var flood = new Command("flood", "As many events as there is room for, from many senders at once.") { seconds };
flood.SetAction((arguments, token) => FloodBenchmark.RunAsync(arguments.GetValue(seconds), token));

var calls = new Option<int>("--calls") { Description = "Refusals to time.", DefaultValueFactory = _ => 100_000 };
var timing = new Command("timing", "Whether the time of a refusal tells anything about the key.") { calls };
timing.SetAction((arguments, token) => TimingBenchmark.RunAsync(arguments.GetValue(calls), token));

return await new RootCommand("Measures live events: the program as a process, the Simulator as another.") { webhook, latency, flood, timing }.Parse(args).InvokeAsync();
