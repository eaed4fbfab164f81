using Pipeline.Contracts;

namespace Pipeline.Ledger.Runs.State;

/// <summary>What the parts of a run have to tell, added up and bounded.</summary>
internal sealed class RunDetails
{
    private readonly Dictionary<(string Blueprint, string Identifier), RejectedEntity> _rejected = [];
    private readonly Dictionary<(string Blueprint, string Identifier), EntityCollision> _collisions = [];
    private readonly Dictionary<(int Block, string Field, FindingKind Kind), MappingFinding> _findings = [];

    public IReadOnlyList<RejectedEntity> Rejected => [.. _rejected.Values];

    public IReadOnlyList<EntityCollision> Collisions => [.. _collisions.Values];

    public IReadOnlyList<MappingFinding> Findings => [.. _findings.Values];

    public void Add(IReadOnlyList<RejectedEntity> entities)
    {
        foreach (var rejected in entities.TakeWhile(_ => _rejected.Count < RunLimits.RejectionsKept))
        {
            _rejected.TryAdd((rejected.Blueprint, rejected.Identifier), rejected);
        }
    }

    public void Add(PartDocument part)
    {
        Add(part.Rejected);

        foreach (var collision in part.Collisions.TakeWhile(_ => _collisions.Count < RunLimits.CollisionsKept))
        {
            _collisions.TryAdd((collision.Blueprint, collision.Identifier), collision);
        }

        foreach (var finding in part.Findings)
        {
            Add(finding);
        }
    }

    // The example that sorts first is kept, so that two runs over the same resources say the same.
    private void Add(MappingFinding finding)
    {
        var key = (finding.Block, finding.Field, finding.Kind);
        if (_findings.TryGetValue(key, out var known))
        {
            var shown = string.CompareOrdinal(finding.Example, known.Example) < 0 ? finding : known;
            finding = shown with { Count = known.Count + finding.Count };
        }

        _findings[key] = finding;
    }
}
