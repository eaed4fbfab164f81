using Pipeline.Jq;

namespace Pipeline.Standalone.Commands.Jq;

/// <summary>What the command line of <c>pipeline jq</c> asks for.</summary>
internal sealed record JqArguments
{
    /// <summary>The program, or the file that holds it.</summary>
    public string? Program { get; init; }

    public bool ProgramIsFile { get; init; }

    /// <summary>The files to read; standard input when there are none.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    public bool NullInput { get; init; }

    public bool RawInput { get; init; }

    public bool Slurp { get; init; }

    public bool Stream { get; init; }

    public bool ExitStatus { get; init; }

    /// <summary>Strings are written as they are.</summary>
    public bool RawOutput { get; init; }

    /// <summary>What follows each output: a line end, nothing, or a zero byte.</summary>
    public string Terminator { get; init; } = "\n";

    /// <summary>Each output begins with the record separator of RFC 7464.</summary>
    public bool Sequence { get; init; }

    public JqTextFormat Format { get; init; } = JqTextFormat.Compact;

    /// <summary><c>$name</c> by name, from <c>--arg</c> and its like.</summary>
    public IReadOnlyDictionary<string, JqValue> Named { get; init; } = new Dictionary<string, JqValue>();

    /// <summary><c>$ARGS.positional</c></summary>
    public IReadOnlyList<JqValue> Positional { get; init; } = [];

    /// <summary>A file of tests to run in place of a program; empty for standard input.</summary>
    public string? Tests { get; init; }

    /// <summary>
    /// What the program may use for each input. By default many times what a mapping may, and less than what would take
    /// the machine with it: a loop ends after some seconds, and a value stops growing at about 3 GB of the process.
    /// </summary>
    public JqBudget Budget { get; init; } = JqBudget.Unlimited with { Steps = 300_000_000, MemoryBytes = 1024 * 1024 * 1024 };

    public bool Help { get; init; }

    public bool Version { get; init; }
}
