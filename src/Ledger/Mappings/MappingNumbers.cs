using Pipeline.Ledger.Resources.Codec;
using Pipeline.Ledger.Tables;

namespace Pipeline.Ledger.Mappings;

/// <summary>
/// Numbers the versions of an installation's mapping, so that they are ordered: a version is <c>number-hash</c>. A mapping
/// that differs from the current one gets the next number, also when it was current before.
/// </summary>
/// <remarks>
/// Several processes read the mapping. As with tickets, a number is taken before the mapping is read: of two readings the
/// one that began later stands, so that one which was slow does not make an old mapping the newest.
/// </remarks>
/// <param name="table">The store.</param>
public sealed class MappingNumbers(ILedgerTable table)
{
    private static readonly LedgerKey Readings = new("mapping", "readings");
    private static readonly LedgerKey Current = new("mapping", "current");

    /// <summary>Begins a reading of the mapping.</summary>
    public ValueTask<long> BeginReadingAsync(CancellationToken cancellationToken) => table.AddAsync(Readings, 1, cancellationToken);

    /// <summary>Ends a reading; answers the version that is current then, which is another's when that was read later.</summary>
    /// <param name="reading">What beginning it answered.</param>
    /// <param name="hash">Names the mapping that was read.</param>
    /// <param name="cancellationToken">Stops; the version may have become the current one.</param>
    public async ValueTask<string> EndReadingAsync(long reading, string hash, CancellationToken cancellationToken)
    {
        while (true)
        {
            var item = (await table.GetAsync([Current], cancellationToken))[0];
            var known = item is null ? default : Read(item.Content);
            if (known.Reading >= reading)
            {
                return Version(known.Number, known.Hash);
            }

            var number = known.Hash == hash ? known.Number : known.Number + 1;
            if ((await table.WriteAsync([new LedgerWrite(Current, Write(number, reading, hash), item?.Version ?? 0)], cancellationToken))[0])
            {
                return Version(number, hash);
            }
        }
    }

    private static string Version(long number, string hash) => $"{number}-{hash}";

    private static byte[] Write(long number, long reading, string hash)
    {
        var writer = new ItemWriter();
        writer.Number(number);
        writer.Number(reading);
        writer.Text(hash);
        return writer.ToItem();
    }

    private static (long Number, long Reading, string Hash) Read(ReadOnlyMemory<byte> content)
    {
        var reader = new ItemReader(content);
        return ((long)reader.Number(), (long)reader.Number(), reader.Text());
    }
}
