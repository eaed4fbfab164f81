using System.CommandLine;
using System.Net;
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
        var listen = new Option<string>("--listen")
        {
            Description = "The address to listen at. Anything but loopback is for containers: whoever reaches it needs no credentials to look into it and to change its faults.",
            DefaultValueFactory = _ => IPAddress.Loopback.ToString(),
        };
        var host = new Option<string?>("--host") { Description = "The name under which other containers reach it." };
        listen.Validators.Add(result =>
        {
            if (!IPAddress.TryParse(result.GetValue(listen), out _))
            {
                result.AddError("--listen must be an IP address, such as 0.0.0.0.");
            }
        });
        var bare = new Option<bool>("--bare") { Description = "Start with an empty Port: no blueprints and no mapping." };
        var command = new Command("simulate", "Start an AWS organisation and a Port API on loopback, and print the environment that points sync at them.")
        {
            awsPort, portPort, listen, host, bare,
        };
        estate.AddTo(command);
        changes.AddTo(command);
        command.SetAction((arguments, cancellationToken) => RunAsync(
            changes.Read(arguments, estate.Read(arguments)) with
            {
                AwsPort = arguments.GetValue(awsPort),
                PortPort = arguments.GetValue(portPort),
                ListenAddress = IPAddress.Parse(arguments.GetValue(listen)!),
                HostName = arguments.GetValue(host),
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
