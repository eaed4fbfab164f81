using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Pipeline.Ledger.Tables;

namespace Pipeline.Ledger.Runs.State;

/// <summary>
/// Where everything about runs lies. Scopes have partitions of their own: that of a run would be written more often
/// than DynamoDB lets one partition be.
/// </summary>
internal static class RunKeys
{
    public const string Index = "runs";

    // Leaves room in a partition's 1,000 bytes for what is put before it.
    private const int LongestScope = 700;

    public static LedgerKey Run(Guid runId) => new(Partition(runId), "run");

    public static LedgerKey Group(Guid runId, int group) => new(Partition(runId), string.Create(CultureInfo.InvariantCulture, $"group/{group:D4}"));

    public static LedgerKey Plan(Guid runId, Guid planId, int chunk) =>
        new(Partition(runId), string.Create(CultureInfo.InvariantCulture, $"plan/{planId:N}/{chunk:D4}"));

    public static LedgerKey Scope(Guid runId, string scope) => new(ScopePartition(runId, scope), "state");

    public static LedgerKey Part(Guid runId, string scope, int attempt, int page, int part) => new(
        ScopePartition(runId, scope),
        string.Create(CultureInfo.InvariantCulture, $"{Parts(attempt)}{page:D7}/{part:D4}"));

    /// <summary>What the sort keys of an attempt's parts begin with.</summary>
    public static string Parts(int attempt) => string.Create(CultureInfo.InvariantCulture, $"part/{attempt:D4}/");

    public static string ScopePartition(Guid runId, string scope) => $"scope/{runId:N}/{Short(scope)}";

    public static LedgerKey Listing(string scope) => new($"listing/{Short(scope)}", "last");

    public static LedgerKey Ticket(string accountId, string region) => new($"ticket/{accountId}/{region}", "next");

    /// <summary>The run's place among all runs: newest first, of two that began together the greater id first.</summary>
    public static LedgerKey Entry(RunRecord run)
    {
        var id = run.RunId.ToByteArray(bigEndian: true);
        var place = Convert.ToHexStringLower([.. id.Select(part => (byte)~part)]);
        return new(Index, string.Create(CultureInfo.InvariantCulture, $"{long.MaxValue - run.StartedAt.UtcTicks:D19}/{place}"));
    }

    private static string Partition(Guid runId) => $"run/{runId:N}";

    private static string Short(string scope) =>
        scope.Length <= LongestScope && Encoding.UTF8.GetByteCount(scope) <= LongestScope
            ? scope
            : $"{scope[..100]}/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(scope)))}";
}
