using System.Text.Json.Serialization;
using Pipeline.Ledger.Documents;

namespace Pipeline.Ledger.Queue;

/// <summary>When a schedule was kept last.</summary>
internal sealed class SlotDocument : LedgerDocument
{
    // Timers of one process tick an interval apart, give or take; those of another tick anywhere between.
    private const double Tolerance = 0.1;

    private static readonly TimeSpan MostTolerance = TimeSpan.FromMinutes(1);

    [JsonInclude]
    public DateTimeOffset? Kept { get; internal set; }

    public bool TryClaim(TimeSpan interval, DateTimeOffset now)
    {
        var tolerance = interval * Tolerance;
        if (Kept is { } last && now - last < interval - (tolerance < MostTolerance ? tolerance : MostTolerance))
        {
            return false;
        }

        Kept = now;
        Changed();
        return true;
    }
}
