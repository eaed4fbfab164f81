using System.Collections.Concurrent;
using System.Globalization;
using System.Net;

namespace Pipeline.Live;

/// <summary>Answers by status, and how long they took.</summary>
internal sealed class Answers
{
    private readonly ConcurrentQueue<double> _milliseconds = new();
    private readonly ConcurrentDictionary<string, int> _statuses = new(StringComparer.Ordinal);

    public void Add(HttpStatusCode status, TimeSpan took) => Add(((int)status).ToString(CultureInfo.InvariantCulture), took);

    public void Add(string outcome, TimeSpan took)
    {
        _milliseconds.Enqueue(took.TotalMilliseconds);
        _statuses.AddOrUpdate(outcome, 1, static (_, count) => count + 1);
    }

    public override string ToString()
    {
        var sorted = _milliseconds.Order().ToList();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{sorted.Count} answers ({string.Join(", ", _statuses.OrderBy(status => status.Key).Select(status => $"{status.Key}: {status.Value}"))}); "
            + $"p50 {At(0.5):F1} ms, p90 {At(0.9):F1} ms, p99 {At(0.99):F1} ms, longest {At(1):F1} ms");

        double At(double share) => sorted.Count == 0 ? 0 : sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Count) - 1)];
    }
}
