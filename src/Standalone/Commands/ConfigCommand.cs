using System.CommandLine;
using Pipeline.Hosting;
using Pipeline.ServiceDefaults.Known;

namespace Pipeline.Standalone.Commands;

/// <summary><c>pipeline config</c>: what the environment says, and what becomes of it.</summary>
internal static class ConfigCommand
{
    public static Command Create()
    {
        var all = new Option<bool>("--all") { Description = "Show what is not set too, with its default." };
        var command = new Command("config", "Check the environment: list what is set and what becomes of it, and everything that is wrong. Secrets are not shown.") { all };
        command.SetAction(arguments => Run(arguments.GetValue(all)));
        return command;
    }

    private static int Run(bool all)
    {
        var environment = ProcessEnvironment.Read();
        foreach (var line in ConfigurationListing.Of(environment, all))
        {
            Console.Out.WriteLine(line);
        }

        if (SettingsLoader.TryLoad(environment) is not { } settings)
        {
            return ExitCodes.BadConfiguration;
        }

        foreach (var warning in settings.Warnings)
        {
            Console.Error.WriteLine($"Warning: {warning}");
        }

        return ExitCodes.Complete;
    }
}
