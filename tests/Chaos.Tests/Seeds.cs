using System.Globalization;

namespace Pipeline.Chaos.Tests;

/// <summary>The seeds of scenarios: one in the normal tests, as many as PIPELINE_SEEDS says in the long form.</summary>
internal static class Seeds
{
    private static readonly int Count =
        int.TryParse(Environment.GetEnvironmentVariable("PIPELINE_SEEDS"), CultureInfo.InvariantCulture, out var count) ? count : 0;

    /// <summary>Whether this is the long form: sizes and times are those of the promise, and not a sample of it.</summary>
    public static bool AreMany => Count > 0;

    /// <summary>Every seed.</summary>
    public static TheoryData<int> All { get; } = [.. Enumerable.Range(1, Math.Max(1, Count))];

    /// <summary>Every seed with each of some values; in the normal tests with the first of them.</summary>
    public static TheoryData<TValue, int> With<TValue>(params TValue[] values)
    {
        var data = new TheoryData<TValue, int>();
        foreach (var value in AreMany ? values : values[..1])
        {
            for (var seed = 1; seed <= Math.Max(1, Count); seed++)
            {
                data.Add(value, seed);
            }
        }

        return data;
    }
}
