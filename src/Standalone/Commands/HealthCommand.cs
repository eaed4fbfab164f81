using System.CommandLine;
using System.CommandLine.Parsing;
using Pipeline.Hosting;
using Pipeline.Hosting.Health;

namespace Pipeline.Standalone.Commands;

/// <summary><c>pipeline health</c>: whether the process of this machine is ready, for the health checks of containers.</summary>
internal static class HealthCommand
{
    public static Command Create()
    {
        var address = new Argument<Uri?>("URL")
        {
            Description = "What to ask; by default the readiness of 'pipeline run'.",
            Arity = ArgumentArity.ZeroOrOne,
            CustomParser = ReadUrl,
        };
        var command = new Command(HealthProbe.Command, "Ask the process on this machine whether it is ready: exits 0 when it is, else 1.") { address };
        command.SetAction((arguments, _) => HealthProbe.AskAsync(
            arguments.GetValue(address) ?? HealthProbe.AddressOf(ProcessEnvironment.Read(), isApplication: true)));
        return command;
    }

    private static Uri? ReadUrl(ArgumentResult result)
    {
        var text = result.Tokens.Single().Value;
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
        {
            return url;
        }

        result.AddError($"'{text}' is no address. Give one such as http://127.0.0.1:8000/health/ready.");
        return null;
    }
}
