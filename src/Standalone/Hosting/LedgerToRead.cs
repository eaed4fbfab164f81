using Pipeline.Ledger;
using Pipeline.Ledger.Tables.Content;
using Pipeline.Ledger.Tables.Sqlite;
using Pipeline.ServiceDefaults;

namespace Pipeline.Standalone.Hosting;

/// <summary>The ledger of a home, read while another process may write it.</summary>
internal sealed class LedgerToRead : IAsyncDisposable
{
    private readonly SqliteLedgerTable _table;

    private LedgerToRead(SqliteLedgerTable table)
    {
        _table = table;
        Runs = new TableRunLedger(new PackedTable(table), new RunLedgerOptions(), TimeProvider.System);
    }

    public IRunLedger Runs { get; }

    /// <summary>Opens it; null when there is none yet.</summary>
    /// <exception cref="LedgerSchemaException">Another version wrote it.</exception>
    public static LedgerToRead? Open(PipelineSettings settings)
    {
        var file = settings.LedgerFile();
        return File.Exists(file) ? new LedgerToRead(SqliteLedgerTable.OpenToRead(file, TimeProvider.System)) : null;
    }

    public ValueTask DisposeAsync() => _table.DisposeAsync();
}
