using System.Text.Json;
using Pipeline.Contracts;
using Pipeline.Port;

namespace Pipeline.Ingress.Reporting.Examples;

/// <summary>Sends Port up to five examples of each kind of a run.</summary>
internal sealed class KindExamples(PortClient port, ReportingOptions options, ExampleCover cover, BestEffort effort)
{
    /// <summary>Examples of a kind that Port is sent in one run.</summary>
    public const int Most = 5;

    // Runs go one after another; a second one is remembered for messages that come late.
    private const int RunsKept = 2;

    private readonly Lock _lock = new();
    private readonly Dictionary<(Guid RunId, string Kind), int> _sent = [];

    public async Task SendAsync(ResourcesSampled sampled, CancellationToken cancellationToken)
    {
        var taken = options.SendExamples ? Take(sampled) : 0;
        if (taken > 0)
        {
            List<JsonElement> examples = [.. sampled.Samples.Take(taken).Select(cover.Over)];
            await effort.TryAsync("Port examples of a kind", token => port.SendExamplesAsync(sampled.Kind, examples, token), cancellationToken);
        }
    }

    private int Take(ResourcesSampled sampled)
    {
        lock (_lock)
        {
            var sent = _sent.GetValueOrDefault((sampled.RunId, sampled.Kind));
            var taken = Math.Min(Most - sent, sampled.Samples.Count);
            _sent[(sampled.RunId, sampled.Kind)] = sent + taken;
            Forget();
            return taken;
        }
    }

    // Run ids grow with time.
    private void Forget()
    {
        var runs = _sent.Keys.Select(key => key.RunId).Distinct().Order().ToList();
        foreach (var key in _sent.Keys.Where(key => runs.IndexOf(key.RunId) < runs.Count - RunsKept).ToList())
        {
            _sent.Remove(key);
        }
    }
}
