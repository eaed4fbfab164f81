using Pipeline.Ledger.Mappings;
using Pipeline.Ledger.Resources;
using Pipeline.Ledger.Tables.InMemory;

namespace Pipeline.Ledger.Tests.Mappings;

public sealed class MappingNumbersTests
{
    private readonly InMemoryLedgerTable _table = new(TimeProvider.System);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Reading_MappingChangedAndChangedBack_GetsANewNumberEachTime()
    {
        Assert.Equal("1-a", await ReadAsync("a"));
        Assert.Equal("1-a", await ReadAsync("a"));
        Assert.Equal("2-b", await ReadAsync("b"));
        Assert.Equal("3-a", await ReadAsync("a"));
        Assert.True(ObservationOrder.CompareVersions("3-a", "2-b") > 0);
    }

    [Fact]
    public async Task Reading_TwoReplicasSeeTheSameChangeAtOnce_NameOneVersion()
    {
        await ReadAsync("a");

        var versions = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => ReadAsync("b"))));

        Assert.All(versions, version => Assert.Equal("2-b", version));
    }

    [Fact]
    public async Task Reading_SlowReplicaReadTheOldMapping_NamesTheNewOne()
    {
        await ReadAsync("a");
        var slow = await new MappingNumbers(_table).BeginReadingAsync(Token);
        await ReadAsync("b");

        Assert.Equal("2-b", await new MappingNumbers(_table).EndReadingAsync(slow, "a", Token));
        Assert.Equal("2-b", await ReadAsync("b"));
    }

    // Another process each time.
    private async Task<string> ReadAsync(string hash)
    {
        var sut = new MappingNumbers(_table);
        return await sut.EndReadingAsync(await sut.BeginReadingAsync(Token), hash, Token);
    }
}
