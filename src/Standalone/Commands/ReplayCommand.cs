using System.CommandLine;
using Pipeline.Messaging.DeadLetters;
using Pipeline.Standalone.Hosting;

namespace Pipeline.Standalone.Commands;

/// <summary><c>pipeline dead-letters replay</c>: sends messages to the queues they came from.</summary>
internal static class ReplayCommand
{
    private const int Shown = 20;

    public static Command Create()
    {
        var which = new DeadLetterOptions();
        var id = new Option<string?>("--id") { Description = "The letter with this id." };
        var dry = new Option<bool>("--dry-run") { Description = "Show what would be replayed, and replay nothing." };
        var rate = Rate();
        var command = new Command("replay", "Send messages to the queues they came from. It may be run twice, and be interrupted.") { id, dry, rate };
        which.AddTo(command);
        command.SetAction((arguments, cancellationToken) => DeadLetterSource.UseAsync(source =>
        {
            var filter = which.Read(arguments, TimeProvider.System.GetUtcNow()) with { Id = arguments.GetValue(id) };
            return arguments.GetValue(dry)
                ? DeadLettersCommand.ListAsync(source, filter, Shown, cancellationToken)
                : ReplayAsync(source.Letters, filter, arguments.GetValue(rate), cancellationToken);
        }));
        return command;
    }

    private static Option<int> Rate()
    {
        var rate = new Option<int>("--rate") { Description = "Messages a second at most.", DefaultValueFactory = _ => ReplayOptions.DefaultPerSecond };
        rate.Validators.Add(result =>
        {
            if (result.GetValue(rate) is < 1 or > 10_000)
            {
                result.AddError("--rate must be from 1 to 10000.");
            }
        });
        return rate;
    }

    private static async Task<int> ReplayAsync(IDeadLetters letters, DeadLetterFilter filter, int rate, CancellationToken cancellationToken)
    {
        var result = await letters.ReplayAsync(filter, new ReplayOptions { PerSecond = rate }, cancellationToken);
        result.Reasons.ToList().ForEach(Console.Error.WriteLine);
        Console.Out.WriteLine(letters.IsSentByAnother
            ? $"{result.Replayed} to be replayed: the process that runs sends them, or else the next one to run."
            : $"{result.Replayed} replayed, {result.Kept} kept.");
        if (result.HeldElsewhere > 0)
        {
            await Console.Error.WriteLineAsync(
                $"{result.HeldElsewhere} more are in the hands of another process, or were when it was killed: they come back within a minute. Run it again then.");
            return ExitCodes.Partial;
        }

        if (result.HasMore)
        {
            await Console.Error.WriteLineAsync("Interrupted. The others are still there: run it again.");
            return ExitCodes.Interrupted;
        }

        return result.Kept == 0 ? ExitCodes.Complete : ExitCodes.Partial;
    }
}
