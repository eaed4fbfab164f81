using Pipeline.Ledger.Tables;
using Pipeline.Ledger.Tables.InMemory;
using Pipeline.Ledger.Tables.Metering;

namespace Pipeline.Ledger.Tests.Tables;

public sealed class MeteredTableTests(ITestOutputHelper output) : LedgerTableContract(output)
{
    private readonly LedgerMeter _meter = new(meters: null);

    protected override ValueTask<ILedgerTable> OpenAsync() =>
        ValueTask.FromResult<ILedgerTable>(new MeteredTable(new InMemoryLedgerTable(Clock), _meter));

    public override ValueTask DisposeAsync()
    {
        _meter.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task AnyCall_CountsItemsAndNotRequests()
    {
        var sut = new MeteredTable(new InMemoryLedgerTable(Clock), _meter);
        LedgerKey[] keys = [new("p", "a"), new("p", "b"), new("p", "missing")];

        await sut.WriteAsync([.. keys.Take(2).Select(key => new LedgerWrite(key, new byte[1], 0))], Token);
        await sut.AddAsync(new LedgerKey("p", "counter"), 1, Token);
        await sut.GetAsync(keys, Token);
        await sut.QueryAsync("p", string.Empty, Token).ToListAsync(Token);

        Assert.Equal(new LedgerStatistics(Reads: 5, Writes: 3), _meter.Statistics);
    }
}
