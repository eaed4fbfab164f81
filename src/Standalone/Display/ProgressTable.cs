using System.Globalization;
using Pipeline.Ledger;
using Spectre.Console;

namespace Pipeline.Standalone.Display;

/// <summary>A run as a table, a row per kind.</summary>
internal static class ProgressTable
{
    private static readonly string[] Headings = ["kind", "scopes", "listed", "mapped", "written", "rejected", "failed scopes"];

    /// <summary>The table with a row for every kind.</summary>
    public static Table Of(RunSnapshot run, DateTimeOffset now) => Of(run, now, int.MaxValue);

    /// <summary>The table with at most so many kinds: those that something happens to, before those that wait or are through.</summary>
    public static Table Of(RunSnapshot run, DateTimeOffset now, int mostKinds)
    {
        var elapsed = (run.EndedAt ?? now) - run.Run.StartedAt;
        var total = KindProgress.Total(run);
        var table = new Table().Border(TableBorder.Simple);
        foreach (var heading in Headings)
        {
            table.AddColumn(heading, column => column.NoWrap().Alignment(heading == "kind" ? Justify.Left : Justify.Right));
        }

        var kinds = KindProgress.Of(run);
        foreach (var kind in Choose(kinds, mostKinds))
        {
            AddRow(table, kind, string.Empty);
        }

        if (kinds.Count > mostKinds)
        {
            table.AddRow($"  [dim]and {kinds.Count - mostKinds} more kinds[/]");
        }

        AddRow(table, total, "[bold]");
        table.Caption(string.Create(
            CultureInfo.InvariantCulture, $"{elapsed.TotalSeconds:F1} s, {ProgressLine.Rate(total.Written, elapsed):F0} entities/s"));
        return table;
    }

    private static IEnumerable<KindProgress> Choose(IReadOnlyList<KindProgress> kinds, int most) => kinds.Count <= most
        ? kinds
        : kinds.OrderBy(kind => kind.Open == 0 ? 2 : kind.Listed == 0 ? 1 : 0).Take(most).OrderBy(kind => kind.Kind, StringComparer.Ordinal);

    private static string Mark(KindProgress kind) => kind switch
    {
        { Open: > 0 } => "  ",
        { Failed: 0, Rejected: 0 } => "[green]✓[/] ",
        _ => "[red]✗[/] ",
    };

    private static void AddRow(Table table, KindProgress kind, string style)
    {
        string Cell(string text) => style.Length == 0 ? text : $"{style}{text}[/]";
        string Number(long count) => Cell(count.ToString("N0", CultureInfo.InvariantCulture));
        string Fault(long count) => count == 0 ? Number(0) : $"[red]{count.ToString("N0", CultureInfo.InvariantCulture)}[/]";

        var name = kind.Kind == "*" ? "(account out of reach)" : kind.Kind;
        table.AddRow(
            Mark(kind) + Cell(Markup.Escape(name)),
            Cell($"{kind.Scopes - kind.Open}/{kind.Scopes}"),
            Number(kind.Listed),
            Number(kind.Mapped),
            Number(kind.Written),
            Fault(kind.Rejected),
            Fault(kind.Failed));
    }
}
