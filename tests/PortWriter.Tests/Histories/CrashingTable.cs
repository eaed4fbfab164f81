using System.Runtime.CompilerServices;
using Pipeline.Ledger.Resources;
using Pipeline.Ledger.Resources.Codec;
using Pipeline.Ledger.Tables;

namespace Pipeline.PortWriter.Tests.Histories;

/// <summary>A table whose callers die now and then: before a call, or after it was carried out.</summary>
internal sealed class CrashingTable(ILedgerTable table, Func<Task> pause, Func<bool> crashes, HistoryLog recording) : ILedgerTable
{
    public ValueTask<IReadOnlyList<LedgerItem?>> GetAsync(IReadOnlyList<LedgerKey> keys, CancellationToken cancellationToken) =>
        DoAsync(() => table.GetAsync(keys, cancellationToken));

    public ValueTask<IReadOnlyList<bool>> WriteAsync(IReadOnlyList<LedgerWrite> writes, CancellationToken cancellationToken) =>
        DoAsync(async () =>
        {
            var written = await table.WriteAsync(writes, cancellationToken);
            foreach (var write in writes.Zip(written).Where(pair => pair.Second).Select(pair => pair.First))
            {
                recording.Note(Describe(write));
            }

            return written;
        });

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

    private static string Describe(LedgerWrite write)
    {
        var name = $"{write.Key.Partition} {write.Key.Sort}";
        return write.Content switch
        {
            null => $"forgets {name}",
            { } content when name.StartsWith("row/", StringComparison.Ordinal) => $"writes {name} {Describe(RowCodec.Read(content).Row)}",
            { } content when name.StartsWith("entity/", StringComparison.Ordinal) => $"writes {name} {ContributorCodec.Read(content, 0)}",
            _ => $"writes {name}",
        };
    }

    private static string Describe(ResourceRow row) =>
        $"{row} {string.Join(", ", row.Contributions.Select(made => $"{made.Entity.Identifier} {made.Hash.High % 1000} {made.State}"))}";
}
