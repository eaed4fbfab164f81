using System.Diagnostics.Metrics;

namespace Pipeline.Enumerator.Fetching;

/// <summary>Counts what became of live events.</summary>
internal sealed class FetchMeter
{
    public const string Seen = "seen";
    public const string Gone = "gone";
    public const string Unmapped = "unmapped";
    public const string UnknownAccount = "unknown_account";
    public const string OtherRegion = "other_region";

    private readonly Counter<long> _fetched;
    private readonly Counter<long> _dropped;

    public FetchMeter(IMeterFactory meters)
    {
        var meter = meters.Create("Pipeline.Enumerator");
        _fetched = meter.CreateCounter<long>("pipeline.live.fetched", "{resource}", "Resources fetched for a live event.");
        _dropped = meter.CreateCounter<long>("pipeline.live.dropped", "{event}", "Live events that concern nothing of this installation.");
    }

    /// <summary>AWS answered: the resource exists, or it does not.</summary>
    public void Fetched(string outcome) => _fetched.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    /// <summary>AWS was not asked.</summary>
    public void Dropped(string reason) => _dropped.Add(1, new KeyValuePair<string, object?>("reason", reason));
}
