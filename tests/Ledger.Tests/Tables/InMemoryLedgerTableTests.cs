using Pipeline.Ledger.Tables;
using Pipeline.Ledger.Tables.InMemory;

namespace Pipeline.Ledger.Tests.Tables;

public sealed class InMemoryLedgerTableTests(ITestOutputHelper output) : LedgerTableContract(output)
{
    protected override ValueTask<ILedgerTable> OpenAsync() => ValueTask.FromResult<ILedgerTable>(new InMemoryLedgerTable(Clock));

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
