using System.Globalization;

namespace Pipeline.Chaos.Tests;

/// <summary>The seeds of scenarios: a few in the normal tests, as many as CHAOS_SEEDS says in the long form.</summary>
internal static class Seeds
{
    public static TheoryData<int> Few { get; } = [.. Enumerable.Range(1, Count(1))];

    private static int Count(int normally) =>
        int.TryParse(Environment.GetEnvironmentVariable("CHAOS_SEEDS"), CultureInfo.InvariantCulture, out var count) ? count : normally;

    /// <summary>Every stage with every seed.</summary>
    public static TheoryData<string, int> OfEachStage()
    {
        var data = new TheoryData<string, int>();
        foreach (var stage in new[] { "Ingress", "Enumerator", "Mapper", "PortWriter" })
        {
            for (var seed = 1; seed <= Count(1); seed++)
            {
                data.Add(stage, seed);
            }
        }

        return data;
    }
}
