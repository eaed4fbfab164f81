using Pipeline.Port;

namespace Pipeline.Ingress.Reporting;

/// <summary>Numbers in Port's form.</summary>
internal static class SyncCounts
{
    public static PhaseCounts Of(params IEnumerable<(string Name, long Count)> counts) =>
        new(counts.ToDictionary(count => count.Name, count => new ObjectCount(count.Count), StringComparer.Ordinal));

    public static PhaseResult Result(string state, DateTimeOffset? from, DateTimeOffset to) => new(
        from is { } begin && to > begin ? Math.Round((to - begin).TotalSeconds, 3) : 0, state == SyncStates.Completed ? 1 : 0);
}
