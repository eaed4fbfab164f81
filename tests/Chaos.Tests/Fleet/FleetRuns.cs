using Amazon.Runtime;
using Pipeline.Contracts;
using Pipeline.Ledger;
using Pipeline.Ledger.Tables.Content;
using Pipeline.Ledger.Tables.DynamoDb;

namespace Pipeline.Chaos.Tests.Fleet;

/// <summary>The runs of an installation, as its ledger has them.</summary>
internal sealed class FleetRuns : IAsyncDisposable
{
    private readonly DynamoDbLedgerTable _table;
    private readonly TableRunLedger _ledger;

    private FleetRuns(DynamoDbLedgerTable table)
    {
        _table = table;
        _ledger = new TableRunLedger(new PackedTable(table), new RunLedgerOptions { Sweeps = true }, TimeProvider.System);
    }

    public static FleetRuns Of(Uri endpoint, string table) => new(new DynamoDbLedgerTable(
        new DynamoDbOptions { Table = table, Endpoint = endpoint, Region = "us-east-1" },
        new BasicAWSCredentials("test", "test"),
        TimeProvider.System,
        static () => 1));

    /// <summary>How the runs ended; null for one that goes.</summary>
    public async Task<IReadOnlyList<RunOutcome?>> OutcomesAsync() => [.. (await ListAsync()).Select(run => run.Outcome)];

    public async Task<IReadOnlyList<RunSnapshot>> ListAsync()
    {
        try
        {
            return await _ledger.ListRunsAsync(CancellationToken.None).ToListAsync();
        }
        catch (Amazon.DynamoDBv2.Model.ResourceNotFoundException)
        {
            // No service has made the table yet.
            return [];
        }
    }

    /// <summary>The scopes of the newest run.</summary>
    public async Task<IReadOnlyList<ScopeSnapshot>> ScopesAsync() =>
        (await _ledger.FindRunAsync((await ListAsync())[0].Run.RunId, CancellationToken.None))!.Scopes;

    /// <summary>How each run stands, with what it waits for, for people.</summary>
    public async Task<IReadOnlyList<string>> StatesAsync()
    {
        var states = new List<string>();
        foreach (var run in await ListAsync())
        {
            var whole = await _ledger.FindRunAsync(run.Run.RunId, CancellationToken.None);
            states.Add(run.Outcome is { } outcome
                ? outcome.ToString()
                : $"goes on, and waits for {string.Join(", ", (whole?.Scopes ?? []).Where(scope => scope.State == ScopeState.Open))}; planned: {whole?.Planned}");
        }

        return states;
    }

    /// <summary>What failed in them, for people.</summary>
    public async Task<string> FailuresAsync()
    {
        var failures = new List<string>();
        foreach (var run in await ListAsync())
        {
            var whole = await _ledger.FindRunAsync(run.Run.RunId, CancellationToken.None);
            failures.AddRange((whole?.Scopes ?? []).Where(scope => scope.Failure is not null).Select(scope => $"{scope.Scope}: {scope.Failure}"));
            failures.Add($"{whole?.Failure} {string.Join(", ", whole?.Rejected.Take(3) ?? [])}");
        }

        return string.Join('\n', failures);
    }

    public ValueTask DisposeAsync()
    {
        _table.Dispose();
        return ValueTask.CompletedTask;
    }
}
