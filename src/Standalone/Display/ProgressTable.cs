using System.Globalization;
using Pipeline.Ledger;
using Spectre.Console;

namespace Pipeline.Standalone.Display;

/// <summary>A run as a table, a row per kind.</summary>
internal static class ProgressTable
{
    private static readonly string[] Headings = ["kind", "scopes", "listed", "mapped", "written", "rejected", "failed scopes"];

    public static Table Of(RunSnapshot run, DateTimeOffset now)
    {
        var elapsed = (run.EndedAt ?? now) - run.Run.StartedAt;
        var total = KindProgress.Total(run);
        var table = new Table().Border(TableBorder.Simple);
        foreach (var heading in Headings)
        {
            table.AddColumn(heading, column => column.NoWrap().Alignment(heading == "kind" ? Justify.Left : Justify.Right));
        }

        foreach (var kind in KindProgress.Of(run))
        {
            AddRow(table, kind, string.Empty);
        }

        AddRow(table, total, "[bold]");
        table.Caption(string.Create(
            CultureInfo.InvariantCulture, $"{elapsed.TotalSeconds:F1} s, {ProgressLine.Rate(total.Written, elapsed):F0} entities/s"));
        return table;
    }

    private static void AddRow(Table table, KindProgress kind, string style)
    {
        string Cell(string text) => style.Length == 0 ? text : $"{style}{text}[/]";
        string Number(long count) => Cell(count.ToString("N0", CultureInfo.InvariantCulture));
        string Fault(long count) => count == 0 ? Number(0) : $"[red]{count.ToString("N0", CultureInfo.InvariantCulture)}[/]";

        var name = kind.Kind == "*" ? "(account out of reach)" : kind.Kind;
        table.AddRow(
            Cell((kind.Open == 0 ? "✓ " : "  ") + Markup.Escape(name)),
            Cell($"{kind.Scopes - kind.Open}/{kind.Scopes}"),
            Number(kind.Listed),
            Number(kind.Mapped),
            Number(kind.Written),
            Fault(kind.Rejected),
            Fault(kind.Failed));
    }
}
