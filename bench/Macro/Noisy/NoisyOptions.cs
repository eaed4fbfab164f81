namespace Pipeline.Macro.Noisy;

/// <summary>What is measured: scopes by themselves, and beside one that is far larger.</summary>
internal sealed record NoisyOptions
{
    /// <summary>Resources that the one scope has more than each of the others.</summary>
    public required int Noisy { get; init; }

    /// <summary>Resources of each of the others.</summary>
    public required int Others { get; init; }

    /// <summary>How long AWS takes to answer a call.</summary>
    public required TimeSpan Delay { get; init; }

    /// <summary>Runs of each kind; medians are shown.</summary>
    public required int Runs { get; init; }
}
