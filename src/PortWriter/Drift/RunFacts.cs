namespace Pipeline.PortWriter.Drift;

/// <summary>What the writing of a run has to know.</summary>
/// <param name="Snapshot">What Port held when the run began; null when that was not read, and nothing is taken for missing.</param>
/// <param name="WritesEverything">Whether what is unchanged is written too.</param>
internal sealed record RunFacts(PortSnapshot? Snapshot, bool WritesEverything)
{
    public static readonly RunFacts None = new(Snapshot: null, WritesEverything: false);
}
