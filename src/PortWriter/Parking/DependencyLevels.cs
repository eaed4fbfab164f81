namespace Pipeline.PortWriter.Parking;

/// <summary>Orders things by what they depend on.</summary>
internal static class DependencyLevels
{
    /// <summary>
    /// Levels of things each of which depends only on things of earlier levels, and what is left: cycles, and what
    /// depends on them. Takes time in proportion to things and dependencies.
    /// </summary>
    /// <param name="count">How many things there are.</param>
    /// <param name="dependencies">Pairs of a thing and one that it depends on.</param>
    public static (IReadOnlyList<IReadOnlyList<int>> Levels, IReadOnlyList<int> Cyclic) Of(
        int count, IEnumerable<(int Dependent, int Target)> dependencies)
    {
        var open = new int[count];
        var dependents = new List<int>?[count];
        foreach (var (dependent, target) in dependencies.Where(pair => pair.Dependent != pair.Target).Distinct())
        {
            open[dependent]++;
            (dependents[target] ??= []).Add(dependent);
        }

        List<IReadOnlyList<int>> levels = [];
        List<int> level = [.. Enumerable.Range(0, count).Where(thing => open[thing] == 0)];
        var placed = new bool[count];
        while (level.Count > 0)
        {
            levels.Add(level);
            List<int> next = [];
            foreach (var thing in level)
            {
                placed[thing] = true;
                next.AddRange((dependents[thing] ?? []).Where(dependent => --open[dependent] == 0));
            }

            level = next;
        }

        return (levels, [.. Enumerable.Range(0, count).Where(thing => !placed[thing])]);
    }
}
