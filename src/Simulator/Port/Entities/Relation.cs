namespace Pipeline.Simulator.Port.Entities;

/// <summary>What an entity relates to by one relation. A single relation has at most one target.</summary>
internal sealed record Relation(bool Many, IReadOnlyList<string> Targets)
{
    public bool IsSame(Relation other) => Many == other.Many && Targets.SequenceEqual(other.Targets, StringComparer.Ordinal);
}
