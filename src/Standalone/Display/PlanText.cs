using System.Globalization;
using System.Text.Json;
using Pipeline.Ledger;
using Pipeline.PortWriter.Planning;
using Pipeline.ServiceDefaults;
using Pipeline.ServiceDefaults.Logging;
using Pipeline.Standalone.Planning;
using Spectre.Console;

namespace Pipeline.Standalone.Display;

/// <summary>A plan for people: counts for each kind and scope, then every change.</summary>
internal sealed class PlanText(IAnsiConsole console, SecretRedactor redactor)
{
    private const int LongestValue = 80;

    private static readonly string[] Headings = ["scope", "create", "change", "delete", "rejected", "held"];

    public void Write(PlanReport plan)
    {
        var all = plan.Changes.Where(change => change.IsVisible).ToList();
        if (plan.CreatesIntegration)
        {
            console.WriteLine("+ the integration, with its default mapping");
        }

        foreach (var blueprint in plan.NewBlueprints)
        {
            console.WriteLine($"+ blueprint {Safe(blueprint)}");
        }

        foreach (var change in all)
        {
            Write(change);
        }

        console.Write(Scopes(plan, all));
        WriteRows("Would be rejected", plan.Run.Rejected.Select(entity => $"{entity.Blueprint}/{entity.Identifier}: {entity.Reason}{Line(entity)}"));
        WriteRows("Would be held", plan.Run.Scopes.Where(scope => scope.Sweep is { Result: SweepResult.Held }).Select(scope => $"{scope.Scope}: {scope.Sweep!.Reason}"));
        WriteRows("Mapping changes", LeftScopes.Describe(plan.Run.Scopes));
        WriteRows("Scopes that cannot be listed", FailedScopes.Describe(plan.Run.Scopes));
        WriteRows("Notes", plan.Run.Notes);
        WriteEnd(plan, all);
    }

    private void WriteEnd(PlanReport plan, List<ReportedChange> all)
    {
        console.WriteLine();
        if (plan.Run.Failure is { } failure)
        {
            console.WriteLine($"The run would fail: {Safe(failure)}");
        }

        var searched = plan.Changes.Count(change => change.Action == ChangeKind.Search);
        console.WriteLine(
            (plan.HasChanges
                ? $"Plan: {Count(all, ChangeKind.Create)} to create, {Count(all, ChangeKind.Change)} to change, {Count(all, ChangeKind.Delete)} to delete, {Count(all, ChangeKind.Placeholder)} placeholders."
                : "Plan: nothing would change.")
            + (searched > 0 ? $" {searched} entities that Port finds by a search are written in every run." : string.Empty)
            + " Nothing was written.");
    }

    private void Write(ReportedChange change)
    {
        var sign = change.Action switch
        {
            ChangeKind.Create => "+",
            ChangeKind.Placeholder => "+ placeholder",
            ChangeKind.Delete => "-",
            _ => "~",
        };
        var reason = change is { Action: ChangeKind.Delete, Scope: null } ? " (no resource makes it)" : string.Empty;
        console.WriteLine($"{sign} {Safe($"{change.Blueprint}/{change.Identifier}")}{reason}");
        foreach (var difference in change.Differences)
        {
            console.WriteLine($"    {Safe(difference.Field)}: {Value(difference.Old)} -> {Value(difference.New)}");
        }
    }

    private static Table Scopes(PlanReport plan, List<ReportedChange> all)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var (place, heading) in Headings.Index())
        {
            table.AddColumn(heading, column => column.NoWrap().Alignment(place == 0 ? Justify.Left : Justify.Right));
        }

        var changes = all.ToLookup(change => change.Scope?.ToString());
        foreach (var kind in plan.Run.Scopes.GroupBy(scope => scope.Scope.Kind).OrderBy(kind => kind.Key, StringComparer.Ordinal))
        {
            AddRow(table, $"{kind.Key}, {kind.Count()} scopes", [.. kind], [.. kind.SelectMany(scope => changes[scope.Scope.ToString()])]);
            foreach (var scope in kind.Where(scope => changes.Contains(scope.Scope.ToString()) || scope.Rejected + scope.Held > 0))
            {
                AddRow(table, $"  {scope.Scope}", [scope], [.. changes[scope.Scope.ToString()]]);
            }
        }

        if (changes.Contains(null))
        {
            AddRow(table, "of no resource", [], [.. changes[null]]);
        }

        return table;
    }

    private static void AddRow(Table table, string name, IReadOnlyList<ScopeSnapshot> scopes, List<ReportedChange> changes) => table.AddRow(
    [
        new Text(LogText.Escape(name)),
        .. new[]
        {
            Count(changes, ChangeKind.Create) + Count(changes, ChangeKind.Placeholder),
            Count(changes, ChangeKind.Change),
            Count(changes, ChangeKind.Delete),
            scopes.Sum(scope => scope.Rejected),
            scopes.Sum(scope => scope.Held),
        }.Select(count => new Text(count.ToString("N0", CultureInfo.InvariantCulture))),
    ]);

    private void WriteRows(string heading, IEnumerable<string> rows)
    {
        var all = rows.ToList();
        if (all.Count > 0)
        {
            console.WriteLine();
            console.MarkupLineInterpolated($"[bold]{heading}[/]");
            all.ForEach(row => console.WriteLine($"  {Safe(row)}"));
        }
    }

    private string Value(JsonElement? value)
    {
        var text = value is { } known ? Safe(known.GetRawText()) : "(nothing)";
        return text.Length > LongestValue ? $"{text[..LongestValue]}…" : text;
    }

    private static string Line(RejectedEntity entity) =>
        entity.Field is { } field ? $" (block {entity.Block}, {field}{(entity.Expression is { } made ? $" = {made}" : string.Empty)})" : $" (block {entity.Block})";

    private static long Count(IEnumerable<ReportedChange> changes, ChangeKind kind) => changes.LongCount(change => change.Action == kind);

    private string Safe(string text) => LogText.Escape(redactor.Redact(text));
}
