using System.Text.Json.Nodes;

namespace Pipeline.EndToEnd.Tests.Program;

/// <summary>A run as <c>runs show --json</c> tells of it.</summary>
internal sealed class RunReports(JsonNode run)
{
    public JsonNode Json => run;

    public IReadOnlyList<JsonNode> Scopes => [.. run["scopes"]!.AsArray().Select(scope => scope!)];

    public IReadOnlyList<string> ScopeNames =>
        [.. Scopes.Select(scope => $"{scope["scope"]!["accountId"]}/{scope["scope"]!["region"]}/{scope["scope"]!["kind"]}")];

    public long Deleted => Total("deleted");

    /// <summary>Entities that live events and repairs deleted since it began, and before the next run did.</summary>
    public long DeletedBeside => Beside("outside") + Beside("afterwards");

    public long Written => Total("written");

    /// <summary>The last run of a home.</summary>
    public static async Task<RunReports> LastAsync(IEnumerable<KeyValuePair<string, string>> environment)
    {
        var shown = await PipelineProcess.RunAsync(environment, "runs", "show", "--json");
        return new RunReports(JsonNode.Parse(shown.MustExitWith(0).Output)!);
    }

    private long Beside(string when) => run[when]!["deleted"]!.GetValue<long>();

    public long Total(string count) => run["totals"]![count]!.GetValue<long>();
}
