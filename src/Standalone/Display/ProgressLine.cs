using System.Globalization;
using Pipeline.Ledger;

namespace Pipeline.Standalone.Display;

/// <summary>A run in one line, for logs.</summary>
internal static class ProgressLine
{
    public static string Of(RunSnapshot run, DateTimeOffset now)
    {
        var total = KindProgress.Total(run);
        var elapsed = (run.EndedAt ?? now) - run.Run.StartedAt;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{elapsed.TotalSeconds,6:F1} s  scopes {total.Scopes - total.Open}/{total.Scopes}  listed {total.Listed}  mapped {total.Mapped}  "
            + $"written {total.Written}  rejected {total.Rejected}  failed scopes {total.Failed}  {Rate(total.Written, elapsed):F0}/s");
    }

    public static double Rate(long written, TimeSpan elapsed) => elapsed > TimeSpan.Zero ? written / elapsed.TotalSeconds : 0;
}
