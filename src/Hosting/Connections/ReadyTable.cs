using System.Runtime.CompilerServices;
using Pipeline.Ledger.Tables;
using Pipeline.Ledger.Tables.DynamoDb;

namespace Pipeline.Hosting.Connections;

/// <summary>
/// Creates or verifies the table before its first use, and not at the start: a table that cannot be reached yet makes the
/// service unready, and is tried again by whoever needs it next.
/// </summary>
internal sealed class ReadyTable(DynamoDbLedgerTable table, bool creates) : ILedgerTable, IDisposable
{
    private readonly Lock _lock = new();
    private Task? _ready;

    public async ValueTask<IReadOnlyList<LedgerItem?>> GetAsync(IReadOnlyList<LedgerKey> keys, CancellationToken cancellationToken)
    {
        await EnsureAsync(cancellationToken);
        return await table.GetAsync(keys, cancellationToken);
    }

    public async ValueTask<IReadOnlyList<bool>> WriteAsync(IReadOnlyList<LedgerWrite> writes, CancellationToken cancellationToken)
    {
        await EnsureAsync(cancellationToken);
        return await table.WriteAsync(writes, cancellationToken);
    }

    public async IAsyncEnumerable<LedgerItem> QueryAsync(
        string partition, string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await EnsureAsync(cancellationToken);
        await foreach (var item in table.QueryAsync(partition, prefix, cancellationToken))
        {
            yield return item;
        }
    }

    public async ValueTask<long> AddAsync(LedgerKey counter, long amount, CancellationToken cancellationToken)
    {
        await EnsureAsync(cancellationToken);
        return await table.AddAsync(counter, amount, cancellationToken);
    }

    public void Dispose() => table.Dispose();

    private Task EnsureAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_ready is { IsCompletedSuccessfully: true })
            {
                return _ready;
            }

            if (_ready is null or { IsCompleted: true })
            {
                // Not the caller's token: others wait for the same.
                _ready = Task.Run(() => creates ? table.CreateAsync(CancellationToken.None) : table.VerifyAsync(CancellationToken.None), CancellationToken.None);
            }

            return _ready.WaitAsync(cancellationToken);
        }
    }
}
