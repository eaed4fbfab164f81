using Pipeline.Ledger.Tables;
using Pipeline.Ledger.Tables.DynamoDb;
using Pipeline.Ledger.Tests.Tables;

namespace Pipeline.Ledger.Tests.Runs;

public sealed class DynamoDbRunLedgerTests(MotoServer moto) : RunLedgerContract
{
    private DynamoDbLedgerTable? _table;

    protected override string? NotAtomic => MotoServer.NotAtomic;

    protected override async ValueTask<ILedgerTable> OpenAsync()
    {
        _table = await moto.TableAsync($"runs-{Guid.NewGuid():N}", Clock);
        await _table.CreateAsync(Token);
        return _table;
    }

    public override ValueTask DisposeAsync()
    {
        _table?.Dispose();
        return ValueTask.CompletedTask;
    }
}
