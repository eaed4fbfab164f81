using System.Runtime.CompilerServices;
using Pipeline.Ledger.Tables;

namespace Pipeline.PortWriter.Tests.Histories;

/// <summary>A table whose callers die now and then: before a call, or after it was carried out.</summary>
internal sealed class CrashingTable(ILedgerTable table, Func<Task> pause, Func<bool> crashes) : ILedgerTable
{
    public ValueTask<IReadOnlyList<LedgerItem?>> GetAsync(IReadOnlyList<LedgerKey> keys, CancellationToken cancellationToken) =>
        DoAsync(() => table.GetAsync(keys, cancellationToken));

    public ValueTask<IReadOnlyList<bool>> WriteAsync(IReadOnlyList<LedgerWrite> writes, CancellationToken cancellationToken) =>
        DoAsync(() => table.WriteAsync(writes, cancellationToken));

    public ValueTask<long> AddAsync(LedgerKey counter, long amount, CancellationToken cancellationToken) =>
        DoAsync(() => table.AddAsync(counter, amount, cancellationToken));

    public async IAsyncEnumerable<LedgerItem> QueryAsync(
        string partition, string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await StepAsync();
        await foreach (var item in table.QueryAsync(partition, prefix, cancellationToken))
        {
            yield return item;
        }
    }

    private async ValueTask<T> DoAsync<T>(Func<ValueTask<T>> call)
    {
        await StepAsync();
        var answer = await call();
        await StepAsync();
        return answer;
    }

    private async Task StepAsync()
    {
        await pause();
        if (crashes())
        {
            throw new CrashException();
        }
    }
}
