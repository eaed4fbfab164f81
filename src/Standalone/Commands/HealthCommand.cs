using System.CommandLine;
using Pipeline.Hosting;
using Pipeline.Hosting.Health;

namespace Pipeline.Standalone.Commands;

/// <summary><c>pipeline health</c>: whether the process of this machine is ready, for the health checks of containers.</summary>
internal static class HealthCommand
{
    public static Command Create()
    {
        var address = new Argument<Uri?>("URL") { Description = "What to ask; by default the readiness of 'pipeline run'.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command(HealthProbe.Command, "Ask the process on this machine whether it is ready: exits 0 when it is, else 1.") { address };
        command.SetAction((arguments, _) => HealthProbe.AskAsync(
            arguments.GetValue(address) ?? HealthProbe.AddressOf(ProcessEnvironment.Read(), isApplication: true)));
        return command;
    }
}
