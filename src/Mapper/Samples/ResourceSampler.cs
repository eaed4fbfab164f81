using System.Text.Json;
using Pipeline.Contracts;
using Pipeline.Hosting.Secrecy;
using Pipeline.Jq;

namespace Pipeline.Mapper.Samples;

/// <summary>
/// Takes the first few resources of each kind of a run, for people to look at, with what the kind's fields may hold of
/// secrets hidden. Several processes may each take as many: whoever shows them counts again.
/// </summary>
internal sealed class ResourceSampler(bool isWanted)
{
    /// <summary>Resources of a kind that are taken in a run.</summary>
    public const int Most = 5;

    // A sample is for a mapping editor; one that takes minutes to scroll through is left for a shorter one.
    private const int LargestSample = 32 * 1024;
    private const int RunsKept = 4;

    private readonly Lock _lock = new();
    private readonly Dictionary<(Guid RunId, string Kind), int> _taken = [];
    private readonly Queue<Guid> _runs = [];

    /// <summary>What the page has to show; null when enough of its kind was taken, or it was not listed by a run.</summary>
    public ResourcesSampled? Take(ResourcesEnumerated page)
    {
        if (!isWanted || page.RunId is not { } run || page.Resources.Count == 0 || Reserve(run, page.Scope.Kind) is not { } left)
        {
            return null;
        }

        var samples = page.Resources
            .Select(resource => resource.Raw.GetRawText())
            .Where(raw => raw.Length <= LargestSample)
            .Take(left)
            .Select(raw => JsonElement.Parse(SensitiveFields.Known.Hide(page.Scope.Kind, JqValue.Parse(raw)).ToJson()))
            .ToList();
        Return(run, page.Scope.Kind, left - samples.Count);
        return samples.Count == 0 ? null : new ResourcesSampled { RunId = run, Kind = page.Scope.Kind, Samples = samples };
    }

    // All that is left is reserved at once: pages of a kind are mapped side by side.
    private int? Reserve(Guid run, string kind)
    {
        lock (_lock)
        {
            var left = Most - _taken.GetValueOrDefault((run, kind));
            if (left <= 0)
            {
                return null;
            }

            Remember(run);
            _taken[(run, kind)] = Most;
            return left;
        }
    }

    private void Return(Guid run, string kind, int unused)
    {
        lock (_lock)
        {
            if (_taken.TryGetValue((run, kind), out var taken))
            {
                _taken[(run, kind)] = taken - unused;
            }
        }
    }

    private void Remember(Guid run)
    {
        if (_runs.Contains(run))
        {
            return;
        }

        _runs.Enqueue(run);
        if (_runs.Count > RunsKept)
        {
            var oldest = _runs.Dequeue();
            _taken.Keys.Where(key => key.RunId == oldest).ToList().ForEach(key => _taken.Remove(key));
        }
    }
}
