using System.Globalization;
using Pipeline.Ledger;

namespace Pipeline.Standalone.Display;

/// <summary>What was changed at Port by no page and no sweep of a run, in words.</summary>
internal static class BesideRun
{
    public static IReadOnlyList<string> Describe(RunSnapshot run) =>
    [
        .. Unattributed(run.Unattributed),
        .. Count(run.Outside, "while it went, by live events and for resources that were asked for again"),
        .. Count(run.Afterwards, "from its end until the next run began, in the same way"),
    ];

    private static IEnumerable<string> Unattributed(UnattributedRecord? record)
    {
        if (record is not null)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{record.Entities} entities were ours and no resource makes them: {record.Deleted} deleted, {record.Kept} kept")
                + (record.Reason is { } reason ? $" ({reason})" : string.Empty);
        }
    }

    private static IEnumerable<string> Count(ChangeCount? count, string when)
    {
        if (count is { } changes && changes != default)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{changes.Written} entities written and {changes.Deleted} deleted {when}");
        }
    }
}
