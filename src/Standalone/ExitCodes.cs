using Pipeline.Contracts;

namespace Pipeline.Standalone;

/// <summary>What the process tells whoever started it.</summary>
internal static class ExitCodes
{
    public const int Complete = 0;
    public const int Failed = 1;
    public const int Partial = 2;

    /// <summary>A plan found something to change.</summary>
    public const int WouldChange = 2;

    /// <summary>The environment or the command line cannot be used; 64 is the number sysexits.h gives to that.</summary>
    public const int BadConfiguration = 64;

    /// <summary>What shells answer for a process that Ctrl+C ended.</summary>
    public const int Interrupted = 130;

    public static int Of(RunOutcome outcome) => outcome switch
    {
        RunOutcome.Complete => Complete,
        RunOutcome.Partial => Partial,
        _ => Failed,
    };
}
