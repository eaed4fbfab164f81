namespace Pipeline.Ledger.Runs.State;

/// <summary>The plan that stands, and the place of each of its scopes.</summary>
internal sealed class PlanIndex
{
    private readonly Dictionary<string, int> _places;

    public PlanIndex(RunRecord run, RunPlan plan)
    {
        (Run, Plan) = (run, plan);
        Names = [.. plan.Scopes.Select(planned => planned.Scope.ToString())];
        _places = new Dictionary<string, int>(Names.Count, StringComparer.Ordinal);
        foreach (var (place, name) in Names.Index())
        {
            _places.TryAdd(name, place);
        }
    }

    public RunRecord Run { get; }

    public RunPlan Plan { get; }

    /// <summary>The scopes' names, in the order of the plan.</summary>
    public IReadOnlyList<string> Names { get; }

    public int Groups => (Names.Count + GroupDocument.Size - 1) / GroupDocument.Size;

    public int? PlaceOf(string scope) => _places.TryGetValue(scope, out var place) ? place : null;

    /// <summary>How many scopes a group has.</summary>
    public int SizeOf(int group) => Math.Min(GroupDocument.Size, Names.Count - (group * GroupDocument.Size));
}
