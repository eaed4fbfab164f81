namespace Pipeline.Ingress.Runs;

/// <summary>A run that was asked for; it may have to wait for another to end.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Finished">Ends with the run.</param>
public sealed record RequestedRun(Guid RunId, Task<FinishedRun> Finished)
{
    /// <summary>Whether another run goes before it.</summary>
    public bool Waits { get; init; }
}
