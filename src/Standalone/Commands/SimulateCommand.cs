using System.CommandLine;
using Pipeline.Simulator;

namespace Pipeline.Standalone.Commands;

/// <summary><c>pipeline simulate</c>: an AWS organisation and a Port API on loopback, for as long as it runs.</summary>
internal static class SimulateCommand
{
    public static Command Create()
    {
        var estate = new EstateOptions();
        var awsPort = new Option<int>("--aws-port") { Description = "The port of the AWS side; 0 takes any free one.", DefaultValueFactory = _ => 4566 };
        var portPort = new Option<int>("--port-port") { Description = "The port of Port's side; 0 takes any free one.", DefaultValueFactory = _ => 4567 };
        var changes = new ChangeOptions();
        var bare = new Option<bool>("--bare") { Description = "Start with an empty Port: no blueprints and no mapping." };
        var command = new Command("simulate", "Start an AWS organisation and a Port API on loopback, and print the environment that points sync at them.")
        {
            awsPort, portPort, bare,
        };
        estate.AddTo(command);
        changes.AddTo(command);
        command.SetAction((arguments, cancellationToken) => RunAsync(
            changes.Read(arguments, estate.Read(arguments)) with
            {
                AwsPort = arguments.GetValue(awsPort),
                PortPort = arguments.GetValue(portPort),
                SeedMapping = !arguments.GetValue(bare),
            },
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(SimulatorOptions options, CancellationToken cancellationToken)
    {
        await using var world = await WorldStart.TryAsync(options, cancellationToken);
        if (world is null)
        {
            return ExitCodes.BadConfiguration;
        }

        foreach (var (name, value) in world.Environment.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            Console.WriteLine($"export {name}='{value}'");
        }

        Console.WriteLine($"# The catalog page is at {world.PortEndpoint} (Ctrl+C ends)");
        await Interruption.WaitAsync(cancellationToken);
        return ExitCodes.Complete;
    }
}
