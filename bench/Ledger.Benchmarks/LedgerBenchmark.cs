using System.Globalization;
using Amazon.Runtime;
using Pipeline.Emulators;
using Pipeline.Ledger.Tables;
using Pipeline.Ledger.Tables.DynamoDb;
using Pipeline.Ledger.Tables.Sqlite;

namespace Pipeline.Ledger.Benchmarks;

/// <summary>Measures both stores and prints a table.</summary>
internal sealed class LedgerBenchmark(TextWriter output, TimeSpan time)
{
    // moto keeps every item in Python objects and answers about a hundred requests a second.
    private const int Slower = 100;

    public async Task<int> RunAsync(int rows, CancellationToken cancellationToken)
    {
        await output.WriteLineAsync($"Batches of {Estate.Batch} entities, one at a time.");
        await output.WriteLineAsync();
        await output.WriteLineAsync("| store | rows | operation | batches | µs/entity median | p95 | items read/entity | items written/entity |");
        await output.WriteLineAsync("|---|---|---|---|---|---|---|---|");
        await SqliteAsync(rows, cancellationToken);
        await DynamoDbAsync(rows / Slower, cancellationToken);
        return 0;
    }

    private async Task SqliteAsync(int rows, CancellationToken cancellationToken)
    {
        var home = Directory.CreateTempSubdirectory("pipeline-ledger-");
        try
        {
            await using var table = SqliteLedgerTable.Open(Path.Combine(home.FullName, "ledger.db"), TimeProvider.System);
            await MeasureAsync("SQLite", table, rows, cancellationToken);
        }
        finally
        {
            home.Delete(recursive: true);
        }
    }

    private async Task DynamoDbAsync(int rows, CancellationToken cancellationToken)
    {
        try
        {
            await using var moto = await Moto.StartAsync();
            using var table = new DynamoDbLedgerTable(
                new DynamoDbOptions { Table = "ledger", Endpoint = moto.Address, Region = "us-east-1" },
                new BasicAWSCredentials("test", "test"),
                TimeProvider.System,
                Random.Shared.NextDouble);
            await table.CreateAsync(cancellationToken);
            await MeasureAsync("DynamoDB (moto)", table, rows, cancellationToken);
        }
        catch (EmulatorUnavailableException exception)
        {
            await output.WriteLineAsync($"\nDynamoDB was not measured: {exception.Message}");
        }
    }

    private async Task MeasureAsync(string store, ILedgerTable table, int rows, CancellationToken cancellationToken)
    {
        var count = Math.Max(Estate.Batch, rows - (rows % Estate.Batch));
        var estate = new Estate(table, count);
        await estate.FillAsync(cancellationToken);
        var operations = new (string Name, Func<int, CancellationToken, Task<long>> Do)[]
        {
            ("batch read", estate.ReadAsync),
            ("batch write", estate.WriteAsync),
            ("record unchanged", estate.RecordUnchangedAsync),
        };
        foreach (var (name, act) in operations)
        {
            var result = await Series.MeasureAsync(act, estate.Meter, time, cancellationToken);
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"| {store} | {count:N0} | {name} | {result.Batches} | {result.Median:0.0} | {result.Late:0.0} | {result.Reads:0.00} | {result.Writes:0.00} |"));
        }
    }
}
