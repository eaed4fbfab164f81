using System.Globalization;
using Pipeline.Ledger;
using Pipeline.ServiceDefaults;
using Pipeline.ServiceDefaults.Logging;
using Spectre.Console;

namespace Pipeline.Standalone.Display;

/// <summary>A run in full: what <see cref="RunSummary"/> says, and a row for every scope.</summary>
internal sealed class RunReport(IAnsiConsole console, SecretRedactor redactor)
{
    private static readonly string[] Headings =
        ["scope", "state", "took", "listed", "mapped", "written", "unchanged", "deleted", "held", "rejected", "AWS", "again", "Port", "again"];

    public void Write(RunSnapshot run)
    {
        console.WriteLine($"Run {run.Run.RunId}, started {run.Run.StartedAt:yyyy-MM-dd HH:mm:ss}Z by {run.Run.Trigger}, mapping {run.Run.MappingVersion}");
        console.Write(Scopes(run));
        WriteRows("Failures", run.Scopes.Where(scope => scope.Failure is not null).Select(Failure));
        WriteRows("Errors of the run's own steps", run.Errors.Select(Error));
        WriteRows("Held sweeps", [.. run.Scopes.Where(scope => scope.Sweep is { Result: SweepResult.Held }).Select(Held), .. Unattributed(run.Unattributed)]);
        WriteRows("Not listed any more", run.Scopes.Where(scope => scope.Left is not null).Select(Left));
        WriteRows("Entities of several sources", run.Collisions.Select(collision =>
            $"{collision.Blueprint}/{collision.Identifier}: {collision.Winner} is written, {collision.Shadowed} is not"), run.Totals.Collisions);
        WriteRows("Where rejected entities come from", run.Rejected.Select(entity =>
            $"{entity.Blueprint}/{entity.Identifier}: {entity.Scope}, {Line(entity)}{Status(entity)}{Request(entity.RequestId)}"), run.Totals.Rejected);
        new RunSummary(console, redactor).Write(run, mapping: null, isPartOfReport: true);
        if (run is { Planned: true, Outcome: not null, IsSettled: false })
        {
            console.WriteLine("Not settled: what follows the end of the run is not done, and its counts may change. Entities that no resource makes may be left at Port.");
        }
    }

    private Table Scopes(RunSnapshot run)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var (place, heading) in Headings.Index())
        {
            table.AddColumn(heading, column => column.NoWrap().Alignment(place < 2 ? Justify.Left : Justify.Right));
        }

        foreach (var scope in run.Scopes)
        {
            table.AddRow([.. Cells(scope).Select(cell => new Text(Safe(cell)))]);
        }

        return table;
    }

    private void WriteRows(string heading, IEnumerable<string> rows, long? total = null)
    {
        var all = rows.ToList();
        if (all.Count == 0)
        {
            return;
        }

        console.WriteLine();
        console.MarkupLineInterpolated($"[bold]{heading}[/]");
        foreach (var row in all)
        {
            console.WriteLine($"  {Safe(row)}");
        }

        if (total > all.Count)
        {
            console.WriteLine($"  … of {total}: the ledger keeps the details of some only");
        }
    }

    // Names and reasons come from AWS, Port and mappings: none of them may show a secret or talk to the terminal.
    private string Safe(string text) => LogText.Escape(redactor.Redact(text));

    private static string[] Cells(ScopeSnapshot scope) =>
    [
        scope.Scope.ToString(),
        scope.State.ToString().ToLowerInvariant() + (scope.Attempt > 1 ? $" (attempt {scope.Attempt})" : string.Empty),
        scope is { StartedAt: { } started, EndedAt: { } ended } ? Duration.Of(ended - started) : string.Empty,
        .. new[]
        {
            scope.Listed, scope.Mapped, scope.Written, scope.Unchanged, scope.Deleted, scope.Held, scope.Rejected, scope.AwsCalls, scope.AwsRetries, scope.PortCalls, scope.PortRetries,
        }.Select(count => count.ToString("N0", CultureInfo.InvariantCulture)),
    ];

    private static string Line(RejectedEntity entity) =>
        $"block {entity.Block}{(entity.Field is { } field ? $", {field}" : string.Empty)}{(entity.Expression is { } made ? $" = {made}" : string.Empty)}";

    private static string Status(RejectedEntity entity) => (entity.StatusCode, entity.Code) switch
    {
        (null, null) => string.Empty,
        (null, var code) => $" ({code})",
        (var status, null) => $" ({status})",
        (var status, var code) => $" ({status} {code})",
    };

    private static string Failure(ScopeSnapshot scope)
    {
        var failure = scope.Failure!;
        return $"{scope.Scope}: {failure.Class} {failure.Code}: {failure.Reason}{Request(failure.RequestId)}";
    }

    private static string Error(RunError error) =>
        $"{error.At:HH:mm:ss}Z {error.Step}{(error.Queue.Length == 0 ? string.Empty : $" at {error.Queue}")}: {error.Class} {error.Code}: {error.Reason}{Request(error.RequestId)}";

    private static IEnumerable<string> Unattributed(UnattributedRecord? record) =>
        record is { IsHeld: true } ? [$"entities that no resource makes: {record.Kept} of {record.Entities} kept: {record.Reason}"] : [];

    private static string Request(string? id) => string.IsNullOrEmpty(id) ? string.Empty : $" (request {id})";

    private static string Left(ScopeSnapshot scope) =>
        $"{scope.Scope}: {scope.Left!.Reason}; {scope.Deleted} entities deleted, {(scope.Sweep?.Entities ?? 0) - scope.Deleted} kept";

    private static string Held(ScopeSnapshot scope) =>
        $"{scope.Scope}: {scope.Sweep!.Gone - scope.Sweep.Deleted} of {scope.Sweep.Entities} entities kept: {scope.Sweep.Reason}";
}
