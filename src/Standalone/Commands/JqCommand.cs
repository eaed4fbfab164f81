using System.CommandLine;
using Pipeline.Standalone.Commands.Jq;

namespace Pipeline.Standalone.Commands;

/// <summary><c>pipeline jq</c>: jq 1.8 on the command line, with jq's own options and exit codes.</summary>
internal static class JqCommand
{
    /// <summary>The name that hands the rest of the command line over to <see cref="Run(string[])"/>.</summary>
    public const string Name = "jq";

    private const int CannotBeUsed = 2;

    /// <summary>The entry in the list of commands. What follows the name is read by <see cref="Run(string[])"/>, which has jq's rules.</summary>
    public static Command Create() => new(Name, "Evaluate a jq program over JSON, one result a line.");

    public static int Run(string[] words)
    {
        try
        {
            return Run(JqArgumentParser.Parse(words));
        }
        catch (JqUsageException exception)
        {
            Console.Error.WriteLine(exception.Message);
            Console.Error.WriteLine(JqUsage.Pointer);
        }
        catch (IOException exception)
        {
            // Whoever read the output has closed it, such as head.
            Console.Error.WriteLine($"jq: error: writing output failed: {exception.Message}");
        }

        return CannotBeUsed;
    }

    private static int Run(JqArguments arguments)
    {
        if (arguments.Help || arguments.Version)
        {
            Console.Out.WriteLine(arguments.Help ? JqUsage.Text : "jq-1.8.2 (Pipeline.Jq)");
            return ExitCodes.Complete;
        }

        if (arguments.Tests is not null)
        {
            return JqTestRun.Run(arguments.Tests);
        }

        if (arguments.Program is null)
        {
            throw new JqUsageException("jq: there is no PROGRAM; '.' shows the input as it is");
        }

        using var output = new JqOutput(arguments);
        return new JqRun(arguments, output).Run();
    }
}
