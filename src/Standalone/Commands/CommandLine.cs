using System.CommandLine;
using System.CommandLine.Help;

namespace Pipeline.Standalone.Commands;

/// <summary>The <c>pipeline</c> command line.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(string[] args)
    {
        // jq has rules of its own: options anywhere, and values that look like options.
        if (args is [JqCommand.Name, .. var words])
        {
            return JqCommand.Run(words);
        }

        if (args is ["help", JqCommand.Name, ..])
        {
            return JqCommand.Run(["--help"]);
        }

        var root = Root();

        // A jq program may begin with @, which would otherwise name a file of arguments.
        var plain = new ParserConfiguration { ResponseFileTokenReplacer = null };
        var parsed = root.Parse(args is ["help", .. var rest] ? [.. rest, "--help"] : args.Length == 0 ? ["--help"] : args, plain);
        return parsed.Errors.Count > 0
            ? await RefuseAsync(parsed, root)
            : await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = Interruption.Patience });
    }

    // Not a RootCommand: that one is named after the file, and users start a script.
    private static Command Root() => new("pipeline", "Keeps a Port software catalog equal to what exists in an AWS organisation.")
    {
        DemoCommand.Create(),
        SyncCommand.Create(),
        RunCommand.Create(),
        ServiceCommand.Create(),
        PlanCommand.Create(),
        DeadLettersCommand.Create(),
        RunsCommand.Create(),
        LedgerCommand.Create(),
        SimulateCommand.Create(),
        JqCommand.Create(),
        MapCommand.Create(),
        ConfigCommand.Create(),
        CleanCommand.Create(),
        HealthCommand.Create(),
        new HelpOption(),
        new VersionOption(),
    };

    private static async Task<int> RefuseAsync(ParseResult parsed, Command root)
    {
        // A word that is no command also counts as a missing command, which tells nobody anything.
        var unknown = parsed.UnmatchedTokens.Count > 0 && parsed.CommandResult.Command == root;
        foreach (var error in parsed.Errors.Skip(unknown ? 1 : 0))
        {
            await Console.Error.WriteLineAsync(error.Message);
        }

        await Console.Error.WriteLineAsync($"'pipeline help{(unknown ? string.Empty : $" {parsed.CommandResult.Command.Name}")}' lists what there is.");
        return ExitCodes.BadConfiguration;
    }
}
