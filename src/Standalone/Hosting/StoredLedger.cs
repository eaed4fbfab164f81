using System.Globalization;
using System.Net.Sockets;
using Amazon.Runtime;
using Pipeline.Hosting.Connections;
using Pipeline.Ledger.Tables;
using Pipeline.Ledger.Tables.Content;
using Pipeline.Ledger.Tables.DynamoDb;
using Pipeline.Ledger.Tables.Sqlite;
using Pipeline.ServiceDefaults;

namespace Pipeline.Standalone.Hosting;

/// <summary>The ledger of an installation where it is stored, to be read while others write it. It is not made when it is missing.</summary>
internal sealed class StoredLedger : IAsyncDisposable
{
    private readonly IAsyncDisposable? _file;
    private readonly IDisposable? _client;

    private StoredLedger(SqliteLedgerTable file) => (_file, Table) = (file, new PackedTable(file));

    private StoredLedger(DynamoDbLedgerTable table) => (_client, Table) = (table, new PackedTable(table));

    public ILedgerTable Table { get; }

    /// <summary>Opens it; null when a home has none.</summary>
    /// <exception cref="LedgerSchemaException">Another version wrote it.</exception>
    /// <exception cref="DynamoDbTableException">The table is missing, or is no ledger's.</exception>
    public static async Task<StoredLedger?> OpenAsync(PipelineSettings settings, bool isService, CancellationToken cancellationToken)
    {
        if (!isService)
        {
            var file = settings.LedgerFile();
            return File.Exists(file) ? new StoredLedger(SqliteLedgerTable.OpenToRead(file, TimeProvider.System)) : null;
        }

        var table = LedgerConnection.Open(settings.Service, TimeProvider.System);
        try
        {
            await table.VerifyAsync(cancellationToken);
            return new StoredLedger(table);
        }
        catch
        {
            table.Dispose();
            throw;
        }
    }

    /// <summary>Deletes from DynamoDB everything that services keep there, and says so.</summary>
    /// <exception cref="DynamoDbTableException">The table is no ledger's.</exception>
    public static async Task ForgetTableAsync(PipelineSettings settings, Action<string> say, CancellationToken cancellationToken)
    {
        using var table = LedgerConnection.Open(settings.Service, TimeProvider.System);
        var removed = await table.RemoveAllAsync(cancellationToken);
        say(removed is null
            ? $"There is no table {settings.Service.Table}, and so no ledger to forget."
            : $"Forgot the ledger in the table {settings.Service.Table}: {removed.Value.ToString("N0", CultureInfo.InvariantCulture)} items.");
    }

    /// <summary>Whether an exception says that DynamoDB could not be used.</summary>
    public static bool IsUnavailable(Exception exception) =>
        exception is DynamoDbTableException or AmazonServiceException or AmazonClientException or HttpRequestException or SocketException or TimeoutException;

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        if (_file is not null)
        {
            await _file.DisposeAsync();
        }
    }
}
