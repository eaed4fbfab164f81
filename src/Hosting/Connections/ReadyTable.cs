using System.Runtime.CompilerServices;
using Pipeline.Ledger.Tables;
using Pipeline.Ledger.Tables.DynamoDb;

namespace Pipeline.Hosting.Connections;

/// <summary>
/// Creates or verifies the table before its first use, and not at the start. Until it is as it has to be, whoever needs it
/// waits, and the service is not ready: a message that met a table which somebody makes a minute later is no dead letter.
/// </summary>
/// <param name="table">The table.</param>
/// <param name="creates">Whether it is created when it is missing.</param>
/// <param name="time">Paces the looks.</param>
/// <param name="tell">Told once why it is waited for, and null when it is there.</param>
internal sealed class ReadyTable(DynamoDbLedgerTable table, bool creates, TimeProvider time, Action<Exception?> tell) : ILedgerTable, IDisposable
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _closing = new();
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

    public void Dispose()
    {
        _closing.Cancel();
        _closing.Dispose();
        table.Dispose();
    }

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
                var closing = _closing.Token;
                _ready = Task.Run(() => PrepareAsync(closing), CancellationToken.None);
            }

            return _ready.WaitAsync(cancellationToken);
        }
    }

    private async Task PrepareAsync(CancellationToken closing)
    {
        for (var isTold = false; ; isTold = true)
        {
            try
            {
                await (creates ? table.CreateAsync(closing) : table.VerifyAsync(closing));
                if (isTold)
                {
                    tell(null);
                }

                return;
            }
            catch (Exception failure) when (!closing.IsCancellationRequested)
            {
                if (!isTold)
                {
                    tell(failure);
                }
            }

            await Task.Delay(BetweenLooks, time, closing);
        }
    }
}
