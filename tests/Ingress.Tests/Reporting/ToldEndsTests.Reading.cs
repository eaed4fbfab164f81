using System.Globalization;
using System.Text.Json;

namespace Pipeline.Ingress.Tests.Reporting;

/// <summary>What of the rows told to Port is compared.</summary>
public sealed partial class ToldEndsTests
{
    // The last word on each, in the order of the mapping: blocks, deletions, whole.
    private static SortedDictionary<string, JsonElement> Rows(PlayedStages run, IReadOnlyList<SeenRequest> puts)
    {
        var rows = new SortedDictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var put in puts.Where(put => put.Path.Contains($"/resync/{run.RunId}/", StringComparison.Ordinal)))
        {
            rows[Kind(put)!] = put.Json.GetProperty("syncKindMetrics");
        }

        return rows;
    }

    private static string Counts(SortedDictionary<string, JsonElement> rows)
    {
        var blocks = rows.Where(row => row.Key[0] != '_').Select(row => row.Value).ToList();
        long[] counts =
        [
            blocks.Sum(row => Count(row, "extract", "raw_extracted")),
            blocks.Sum(row => Count(row, "load", "loaded")),
            blocks.Sum(row => Count(row, "load", "skipped")),
            blocks.Sum(row => Count(row, "load", "failed")),
            Deleted(rows["__reconciliation__"]),
        ];
        return string.Join(' ', counts.Select(count => count.ToString(CultureInfo.InvariantCulture)));
    }

    private static string Spaced(string counts) => string.Join(' ', counts.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static string? Kind(SeenRequest put) => put.Json.GetProperty("syncKindMetrics").GetProperty("kindIdentifier").GetString();

    private static string? State(JsonElement row) => row.GetProperty("syncState").GetString();

    private static long Deleted(JsonElement row) => Count(row, "delete", "deleted");

    private static long Count(JsonElement row, string phase, string name) =>
        row.GetProperty("metrics").GetProperty("phase").GetProperty(phase).GetProperty("object_count_type").GetProperty(name).GetProperty("object_count").GetInt64();
}
