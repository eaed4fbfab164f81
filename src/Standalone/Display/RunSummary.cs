using System.Globalization;
using Pipeline.Contracts;
using Pipeline.Contracts.Mapping;
using Pipeline.Ledger;
using Pipeline.Mapper;
using Pipeline.ServiceDefaults;
using Pipeline.ServiceDefaults.Logging;
using Spectre.Console;

namespace Pipeline.Standalone.Display;

/// <summary>What a run did, what it could not do and why.</summary>
internal sealed class RunSummary(IAnsiConsole console, SecretRedactor redactor)
{
    // A summary is read by a person: past this many rows of one sort it says how many more there are.
    private const int RowsShown = 20;
    private const int HeldShown = 5;

    /// <param name="run">The run.</param>
    /// <param name="mapping">Its mapping, if that is at hand: what does not compile in it is told too.</param>
    /// <param name="isPartOfReport">Whether the held sweeps were told in full before.</param>
    public void Write(RunSnapshot run, MappingDocument? mapping, bool isPartOfReport = false)
    {
        if (run.Planned)
        {
            console.Write(ProgressTable.Of(run, run.EndedAt ?? run.Run.StartedAt));
        }

        WriteRows("Notes", [.. run.Notes]);
        WriteRows("Failed scopes", FailedScopes.Describe(run.Scopes));
        if (!isPartOfReport)
        {
            WriteRows("Held sweeps", HeldSweeps.Describe(run.Scopes), shown: HeldShown);
        }

        WriteRows("Mapping changes", LeftScopes.Describe(run.Scopes));
        WriteRows("Changed at Port beside the run", BesideRun.Describe(run));
        WriteRows("Rejected entities", [.. run.Rejected.Select(Rejected)], run.Scopes.Sum(scope => scope.Rejected));
        WriteRows("Mapping", [.. Unmet(run, mapping), .. run.Findings.OrderBy(finding => finding.Block).Select(finding => Finding(finding, mapping))]);
        WriteOutcome(run);
    }

    private void WriteRows(string heading, IReadOnlyList<string> rows, long? total = null, int shown = RowsShown)
    {
        if (rows.Count == 0)
        {
            return;
        }

        console.WriteLine();
        console.MarkupLineInterpolated($"[bold]{heading}[/]");
        foreach (var row in rows.Take(shown))
        {
            console.WriteLine($"  {Safe(row)}");
        }

        var hidden = (total ?? rows.Count) - Math.Min(rows.Count, shown);
        if (hidden > 0)
        {
            console.WriteLine($"  … and {hidden} more");
        }
    }

    private void WriteOutcome(RunSnapshot run)
    {
        var elapsed = (run.EndedAt ?? run.Run.StartedAt) - run.Run.StartedAt;
        var seconds = elapsed.TotalSeconds.ToString("F1", CultureInfo.InvariantCulture);
        console.WriteLine();
        if (run.Failure is { } failure)
        {
            console.MarkupLineInterpolated($"[red]Run failed[/] after {seconds} s: {Safe(failure)}");
            return;
        }

        var total = KindProgress.Total(run);
        var name = run.Outcome?.ToString().ToLowerInvariant() ?? "open";
        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Run {name}: {total.Written} entities written, {total.Rejected} rejected, "
            + $"{total.Scopes - total.Failed} of {total.Scopes} scopes complete, {seconds} s"));
    }

    // Names and reasons come from AWS, Port and mappings: none of them may show a secret or talk to the terminal.
    private string Safe(string text) => LogText.Escape(redactor.Redact(text));

    private static string Rejected(RejectedEntity entity) => $"{entity.Blueprint}/{entity.Identifier}: {entity.Reason}";

    // Expressions that no resource met: their blocks listed nothing, or could not be listed.
    private static IEnumerable<string> Unmet(RunSnapshot run, MappingDocument? mapping)
    {
        var met = run.Findings.Select(finding => (finding.Block, finding.Field)).ToHashSet();
        return mapping is null ? [] : CompiledMapping.Compile(mapping).Problems
            .Where(problem => !met.Contains((problem.Block, problem.Field)))
            .Select(problem => $"block {problem.Block} {problem.Kind} {problem.Field}: does not compile: {problem.Fault}");
    }

    private static string Finding(MappingFinding finding, MappingDocument? mapping)
    {
        var kind = mapping?.Blocks.ElementAtOrDefault(finding.Block)?.Kind;
        var what = finding.Kind switch
        {
            FindingKind.FilteredOut => "not selected",
            FindingKind.SelectorFault => "selector faulted",
            FindingKind.NullField => "null",
            FindingKind.FieldError => "error, written as null",
            FindingKind.Dropped => "no entity: empty identifier or blueprint",
            FindingKind.ItemsFault => "items could not be parsed",
            FindingKind.OverBudget => "over budget, no entity",
            FindingKind.NoItems => "no items to parse",
            FindingKind.DoesNotCompile => "no entity",
            _ => finding.Kind.ToString(),
        };
        var detail = finding.Detail.Length == 0 ? string.Empty : $" ({finding.Detail})";
        var example = finding.Example.Length == 0 ? string.Empty : $", first {finding.Example}";
        return $"block {finding.Block} {kind} {finding.Field}: {what} {finding.Count}×{example}{detail}";
    }
}
