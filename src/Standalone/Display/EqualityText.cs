using Pipeline.Simulator;
using Spectre.Console;

namespace Pipeline.Standalone.Display;

/// <summary>Says whether Port equals the simulated organisation.</summary>
internal static class EqualityText
{
    private const int RowsShown = 10;

    public static void Write(IAnsiConsole console, EqualityReport report)
    {
        console.WriteLine();
        WriteRows(console, "injected fault", report.Faults, report.Faults.Count);
        if (report.Equal)
        {
            var excused = report.ExcusedCount == 0 ? string.Empty : $" ({report.ExcusedCount} more are out of reach by the injected faults)";
            console.MarkupLineInterpolated($"[green]Port equals the simulated organisation:[/] {report.Matching} entities{excused}.");
            return;
        }

        console.MarkupLineInterpolated($"[red]Port differs from the simulated organisation:[/] {report.Matching} of {report.Expected} entities match.");
        WriteRows(console, "missing", report.Missing, report.MissingCount);
        WriteRows(console, "different", report.Different, report.DifferentCount);
        WriteRows(console, "unexpected", report.Unexpected, report.UnexpectedCount);
    }

    private static void WriteRows(IAnsiConsole console, string what, IReadOnlyList<string> rows, int count)
    {
        foreach (var row in rows.Take(RowsShown))
        {
            console.WriteLine($"  {what}: {row}");
        }

        if (count > RowsShown)
        {
            console.WriteLine($"  {what}: {count - RowsShown} more");
        }
    }
}
