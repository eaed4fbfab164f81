using System.CommandLine;
using Pipeline.Transport;

var messages = new Option<int>("--messages") { Description = "Messages of a run.", DefaultValueFactory = _ => 10_000 };
var sizes = new Option<int[]>("--bytes")
{
    Description = "Sizes of a message's text to measure.",
    DefaultValueFactory = _ => [1_024, 16 * 1_024],
    AllowMultipleArgumentsPerToken = true,
};
var rounds = new Option<int>("--rounds") { Description = "Rounds that count, after one that does not; the median is shown.", DefaultValueFactory = _ => 5 };
var command = new RootCommand("Measures messages end to end over fauxqs, beside the SDK alone with the same bodies.") { messages, sizes, rounds };
command.SetAction((arguments, cancellationToken) => new TransportBenchmark(Console.Out).RunAsync(
    arguments.GetValue(sizes)!, arguments.GetValue(messages), arguments.GetValue(rounds), cancellationToken));
return await command.Parse(args).InvokeAsync();
