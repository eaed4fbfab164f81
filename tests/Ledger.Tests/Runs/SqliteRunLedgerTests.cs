using Pipeline.Ledger.Tables;
using Pipeline.Ledger.Tables.Sqlite;
using Pipeline.Ledger.Tests.Tables;

namespace Pipeline.Ledger.Tests.Runs;

public sealed class SqliteRunLedgerTests : RunLedgerContract
{
    private readonly TemporaryFolder _folder = new();
    private SqliteLedgerTable _table = null!;

    protected override ValueTask<ILedgerTable> OpenAsync()
    {
        _table = SqliteLedgerTable.Open(_folder.File("ledger.db"), Clock);
        return ValueTask.FromResult<ILedgerTable>(_table);
    }

    public override async ValueTask DisposeAsync()
    {
        await _table.DisposeAsync();
        _folder.Dispose();
    }
}
