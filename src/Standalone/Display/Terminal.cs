using Spectre.Console;

namespace Pipeline.Standalone.Display;

/// <summary>Where results are shown.</summary>
internal static class Terminal
{
    // A log or a pipe has no width of its own; lines are cut there by whoever reads them, not here.
    private const int WidthOfNoTerminal = 500;

    /// <summary>The console of this process.</summary>
    public static IAnsiConsole Console { get; private set; } = Create();

    /// <summary>Whether what was shown can be shown anew in its place.</summary>
    public static bool IsLive => Console.Profile.Capabilities.Interactive && Console.Profile.Out.IsTerminal;

    /// <summary>Goes on without standard output where that cannot be written: what is shown is not the result.</summary>
    public static void MayBeLost()
    {
        System.Console.SetOut(new LossyWriter(System.Console.Out, System.Console.Error));
        Console = Create();
    }

    private static IAnsiConsole Create()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings());
        if (!console.Profile.Out.IsTerminal)
        {
            console.Profile.Width = WidthOfNoTerminal;
        }

        return console;
    }
}
