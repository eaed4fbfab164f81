namespace Pipeline.Jq;

/// <summary>
/// What one run of a program may use. Steps, depth, output and memory are counted, so that a program
/// ends the same way on every machine; time is only a backstop.
/// </summary>
public sealed record JqBudget
{
    /// <summary>
    /// For one expression of a mapping over one resource: a thousand times what any mapping seen needs, and
    /// still over in a fraction of a second for one that loops for ever.
    /// </summary>
    public static JqBudget Mapping { get; } = new()
    {
        Steps = 1_000_000,
        Depth = 10_000,
        OutputBytes = 16 * 1024 * 1024,
        MemoryBytes = 64 * 1024 * 1024,
        Time = TimeSpan.FromSeconds(10),
    };

    /// <summary>For programs the user runs himself: no limit but the depth that the machine can hold.</summary>
    public static JqBudget Unlimited { get; } = new()
    {
        Steps = long.MaxValue,
        Depth = 1_000_000,
        OutputBytes = long.MaxValue,
        MemoryBytes = long.MaxValue,
        Time = Timeout.InfiniteTimeSpan,
    };

    /// <summary>Evaluation steps: calls, loop turns, values visited.</summary>
    public required long Steps { get; init; }

    /// <summary>Nested function calls that are not tail calls, and nested generators.</summary>
    public required int Depth { get; init; }

    /// <summary>Bytes of JSON that all outputs together may have.</summary>
    public required long OutputBytes { get; init; }

    /// <summary>Bytes of strings, arrays and objects made during the run, whether still in use or not.</summary>
    public required long MemoryBytes { get; init; }

    /// <summary>Wall time after which the run is stopped wherever it is.</summary>
    public required TimeSpan Time { get; init; }
}
