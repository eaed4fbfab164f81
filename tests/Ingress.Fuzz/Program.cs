using System.CommandLine;
using Pipeline.Ingress.Fuzz;

var seed = new Option<ulong>("--seed") { Description = "Bodies are made from this number: the same number, the same bodies.", DefaultValueFactory = _ => 1 };
var seconds = new Option<int>("--seconds") { Description = "How long.", DefaultValueFactory = _ => 600 };
var command = new RootCommand("Gives the readers of live events whatever comes to mind.") { seed, seconds };
command.SetAction(arguments =>
{
    var run = new EventFuzz(arguments.GetValue(seed));
    var clock = TimeProvider.System.GetTimestamp();
    while (run.Failure is null && TimeProvider.System.GetElapsedTime(clock).TotalSeconds < arguments.GetValue(seconds))
    {
        run.Try(10_000);
    }

    Console.WriteLine(run.Failure ?? $"{run.Bodies} bodies of seed {arguments.GetValue(seed)}: {run.Events} read as events, {run.Refused} refused, no fault.");
    return run.Failure is null ? 0 : 1;
});
return await command.Parse(args).InvokeAsync();
