using System.Globalization;
using Pipeline.Ledger;
using Spectre.Console;

namespace Pipeline.Standalone.Display;

/// <summary>The runs of an installation, a row for each.</summary>
internal static class RunList
{
    private static readonly string[] Headings =
        ["run", "started", "by", "outcome", "took", "scopes", "listed", "written", "unchanged", "deleted", "held", "rejected"];

    public static Table Of(IReadOnlyList<RunSnapshot> runs)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var (place, heading) in Headings.Index())
        {
            table.AddColumn(heading, column => column.NoWrap().Alignment(place < 4 ? Justify.Left : Justify.Right));
        }

        foreach (var run in runs)
        {
            table.AddRow([.. Cells(run).Select(cell => new Text(cell))]);
        }

        return table;
    }

    private static string[] Cells(RunSnapshot run)
    {
        var totals = run.Totals;
        return
        [
            run.Run.RunId.ToString(),
            run.Run.StartedAt.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            run.Run.Trigger,
            (run.Outcome?.ToString() ?? run.Phase.ToString()).ToLowerInvariant(),
            run.EndedAt is { } ended ? Duration.Of(ended - run.Run.StartedAt) : string.Empty,
            $"{totals.Complete}/{totals.Scopes}",
            .. new[] { totals.Listed, totals.Written, totals.Unchanged, totals.Deleted, totals.Held, totals.Rejected }
                .Select(count => count.ToString("N0", CultureInfo.InvariantCulture)),
        ];
    }
}
