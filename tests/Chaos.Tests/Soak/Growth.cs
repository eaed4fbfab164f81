using System.Globalization;
using Pipeline.Chaos.Tests.Fleet;

namespace Pipeline.Chaos.Tests.Soak;

/// <summary>Memory, handles and threads of each service over a soak, and whether they grow.</summary>
internal sealed class Growth
{
    // The first third fills caches and pools. What is above the middle third by more than a fifth, and by more than what comes
    // and goes with a burst, grows.
    private const double Most = 1.2;

    private static readonly (string Name, string Unit, Func<ServiceProcess, double> Read, double Burst)[] s_measures =
    [
        ("memory", "MB", service => service.ResidentBytes / 1048576.0, 40),
        ("handles", string.Empty, service => service.Handles, 40),
        ("threads", string.Empty, service => service.Threads, 15),
    ];

    private readonly Dictionary<(string Stage, string Measure), List<double>> _samples = [];

    /// <summary>Looks at each service.</summary>
    public void Sample(IEnumerable<ServiceProcess> services)
    {
        foreach (var service in services)
        {
            foreach (var (name, _, read, _) in s_measures)
            {
                if (!_samples.TryGetValue((service.Stage, name), out var series))
                {
                    _samples[(service.Stage, name)] = series = [];
                }

                series.Add(read(service));
            }
        }
    }

    /// <summary>Each measure of each service: the median of the middle third, and of the last.</summary>
    public string Report() => string.Join("; ", _samples.GroupBy(sample => sample.Key.Stage).Select(stage =>
        $"{stage.Key} {string.Join(", ", stage.Select(sample => $"{Text(Middle(sample.Value))} → {Text(Last(sample.Value))} {UnitOf(sample.Key.Measure)}"))}"));

    /// <summary>What grows; empty when nothing does.</summary>
    public IReadOnlyList<string> Verdict() =>
    [
        .. from sample in _samples
           let middle = Middle(sample.Value)
           let last = Last(sample.Value)
           where last > Most * middle && last > middle + s_measures.Single(measure => measure.Name == sample.Key.Measure).Burst
           select $"{sample.Key.Measure} of {sample.Key.Stage} grew from {Text(middle)} to {Text(last)}",
    ];

    private static string UnitOf(string measure) => s_measures.Single(known => known.Name == measure) is { Unit.Length: > 0 } known ? known.Unit : measure;

    private static double Middle(List<double> series) => Median(series[(series.Count / 3)..(series.Count * 2 / 3)]);

    private static double Last(List<double> series) => Median(series[(series.Count * 2 / 3)..]);

    private static double Median(List<double> values) => values.Count == 0 ? 0 : values.Order().ElementAt(values.Count / 2);

    private static string Text(double value) => value.ToString("0", CultureInfo.InvariantCulture);
}
