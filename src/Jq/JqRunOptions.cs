namespace Pipeline.Jq;

/// <summary>What the host adds to one run of a program.</summary>
public sealed record JqRunOptions
{
    /// <summary>The limits; none by default, for programs of the user's own.</summary>
    public JqBudget Budget { get; init; } = JqBudget.Unlimited;

    /// <summary>What <c>input</c> and <c>inputs</c> read; without it they fail as at the end of the inputs.</summary>
    public IEnumerable<JqValue>? Inputs { get; init; }

    /// <summary>Receives the values of <c>debug</c> (first argument <c>DEBUG</c>) and <c>stderr</c> (<c>STDERR</c>).</summary>
    public Action<string, JqValue>? Messages { get; init; }

    /// <summary>What <c>input_filename</c> gives, asked each time; null by default.</summary>
    public Func<string?>? InputFilename { get; init; }

    /// <summary>What <c>input_line_number</c> gives, asked each time; 0 by default.</summary>
    public Func<long>? InputLineNumber { get; init; }
}
