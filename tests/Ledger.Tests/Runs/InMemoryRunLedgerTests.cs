using Pipeline.Ledger.Tables;
using Pipeline.Ledger.Tables.InMemory;

namespace Pipeline.Ledger.Tests.Runs;

public sealed class InMemoryRunLedgerTests : RunLedgerContract
{
    protected override ValueTask<ILedgerTable> OpenAsync() => ValueTask.FromResult<ILedgerTable>(new InMemoryLedgerTable(Clock));

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
