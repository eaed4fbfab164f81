using System.Text;
using Microsoft.Extensions.Time.Testing;
using Pipeline.Ledger.Tables;
using Pipeline.Ledger.Tables.Content;

namespace Pipeline.Ledger.Tests.Tables;

/// <summary>What every store does alike. Each test has partitions of its own.</summary>
public abstract partial class LedgerTableContract(ITestOutputHelper output) : IAsyncLifetime
{
    private readonly string _partition = $"test/{Guid.NewGuid():N}";
    private PackedTable _sut = null!;

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    // As now as the machine: a store that expires items by its own clock agrees.
    protected FakeTimeProvider Clock { get; } = new(TimeProvider.System.GetUtcNow());

    public async ValueTask InitializeAsync()
    {
        _sut = new PackedTable(await OpenAsync());
        output.WriteLine($"The contract runs over {GetType().Name}.");
    }

    /// <summary>Why callers at the same time cannot be tested with this store; null where they can.</summary>
    protected virtual string? NotAtomic => null;

    public abstract ValueTask DisposeAsync();

    protected abstract ValueTask<ILedgerTable> OpenAsync();

    [Fact]
    public async Task Get_MissingAndPresent_AnswersInTheOrderOfTheKeys()
    {
        await PutAsync("b", "two");
        await PutAsync("a", "one");

        var items = await _sut.GetAsync([Key("a"), Key("missing"), Key("b")], Token);

        Assert.Equal(["one", null, "two"], items.Select(item => item is null ? null : Text(item)));
        Assert.All(items.OfType<LedgerItem>(), item => Assert.True(item.Version > 0));
        Assert.Empty(await _sut.GetAsync([], Token));
    }

    [Fact]
    public async Task Get_SameKeyTwice_AnswersItTwice()
    {
        await PutAsync("a", "one");

        var items = await _sut.GetAsync([Key("a"), Key("a"), Key("b"), Key("b")], Token);

        Assert.Equal(["one", "one", null, null], items.Select(item => item is null ? null : Text(item)));
    }

    [Fact]
    public async Task Write_NewItem_OnlyWhenThereIsNone()
    {
        Assert.Equal([true], await _sut.WriteAsync([New("a", "one")], Token));
        Assert.Equal([false], await _sut.WriteAsync([New("a", "two")], Token));

        Assert.Equal("one", Text(await GetAsync("a")));
    }

    [Fact]
    public async Task Write_ReadVersion_OnlyOnce()
    {
        await PutAsync("a", "one");
        var read = await GetAsync("a");

        Assert.Equal([true], await _sut.WriteAsync([Over(read, "two")], Token));
        Assert.Equal([false], await _sut.WriteAsync([Over(read, "three")], Token));

        var now = await GetAsync("a");
        Assert.Equal("two", Text(now));
        Assert.NotEqual(read.Version, now.Version);
        Assert.Equal([false], await _sut.WriteAsync([new LedgerWrite(Key("missing"), Bytes("x"), 7)], Token));
    }

    [Fact]
    public async Task Write_Delete_OnlyTheReadVersion()
    {
        await PutAsync("a", "one");
        var first = await GetAsync("a");
        await _sut.WriteAsync([Over(first, "two")], Token);
        var second = await GetAsync("a");

        Assert.Equal([false], await _sut.WriteAsync([new LedgerWrite(first.Key, null, first.Version)], Token));
        Assert.Equal([false], await _sut.WriteAsync([new LedgerWrite(first.Key, null, 0)], Token));
        Assert.Equal([true], await _sut.WriteAsync([new LedgerWrite(first.Key, null, second.Version)], Token));
        Assert.Equal([true], await _sut.WriteAsync([new LedgerWrite(first.Key, null, 0)], Token));

        Assert.Null((await _sut.GetAsync([first.Key], Token))[0]);
    }

    [Fact]
    public async Task Write_AfterDeleteAndAnew_DoesNotTakeTheOldVersionForTheNewOne()
    {
        await PutAsync("a", "one");
        var old = await GetAsync("a");
        await _sut.WriteAsync([new LedgerWrite(old.Key, null, old.Version)], Token);
        await PutAsync("a", "anew");

        Assert.Equal([false], await _sut.WriteAsync([Over(old, "lost update")], Token));
        Assert.Equal("anew", Text(await GetAsync("a")));
    }

    [Fact]
    public async Task Write_Many_AnswersEachByItself()
    {
        await PutAsync("taken", "one");
        var writes = Enumerable.Range(0, 250).Select(number => New(number == 100 ? "taken" : $"item-{number:D3}", $"content {number}")).ToList();

        var written = await _sut.WriteAsync(writes, Token);

        Assert.Equal(Enumerable.Range(0, 250).Select(number => number != 100), written);
        Assert.Equal("one", Text(await GetAsync("taken")));
        var items = await _sut.GetAsync([.. writes.Select(write => write.Key)], Token);
        Assert.Equal(Enumerable.Range(0, 250).Select(number => number == 100 ? "one" : $"content {number}"), items.Select(item => Text(item!)));
    }

    [Fact]
    public async Task Write_ManyAtOnceToOneItem_LosesNone()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(IncrementAsync, Token)));

        Assert.Equal("20", Text(await GetAsync("count")));
    }

    [Fact]
    public async Task Write_Expiring_IsThereUntilThenAndNotAfter()
    {
        await _sut.WriteAsync([New("a", "one") with { ExpiresAt = Clock.GetUtcNow() + TimeSpan.FromHours(1) }], Token);
        var read = await GetAsync("a");
        Clock.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal("one", Text(await GetAsync("a")));
        Clock.Advance(TimeSpan.FromMinutes(2));

        Assert.Null((await _sut.GetAsync([Key("a")], Token))[0]);
        Assert.Empty(await QueryAsync(string.Empty));
        Assert.Equal([false], await _sut.WriteAsync([Over(read, "two")], Token));
        Assert.Equal([false], await _sut.WriteAsync([new LedgerWrite(read.Key, null, read.Version)], Token));
        Assert.Equal([true], await _sut.WriteAsync([New("a", "anew")], Token));
        Assert.Equal("anew", Text(await GetAsync("a")));
    }

    [Fact]
    public async Task Write_WithoutExpiryOverAnExpiringOne_Stays()
    {
        await _sut.WriteAsync([New("a", "one") with { ExpiresAt = Clock.GetUtcNow() + TimeSpan.FromHours(1) }], Token);
        await _sut.WriteAsync([Over(await GetAsync("a"), "two")], Token);

        Clock.Advance(TimeSpan.FromDays(30));

        Assert.Equal("two", Text(await GetAsync("a")));
    }

    protected LedgerKey Key(string sort) => new(_partition, sort);

    protected LedgerWrite New(string sort, string content) => new(Key(sort), Bytes(content), 0);

    private async Task IncrementAsync()
    {
        while (true)
        {
            var read = (await _sut.GetAsync([Key("count")], Token))[0];
            var next = read is null ? New("count", "1") : Over(read, $"{int.Parse(Text(read), null) + 1}");
            if ((await _sut.WriteAsync([next], Token))[0])
            {
                return;
            }
        }
    }

    private async Task PutAsync(string sort, string content) => Assert.Equal([true], await _sut.WriteAsync([New(sort, content)], Token));

    private async Task<LedgerItem> GetAsync(string sort) => (await _sut.GetAsync([Key(sort)], Token))[0]!;

    private Task<List<LedgerItem>> QueryAsync(string prefix) => _sut.QueryAsync(_partition, prefix, Token).ToListAsync(Token).AsTask();

    private static LedgerWrite Over(LedgerItem read, string content) => new(read.Key, Bytes(content), read.Version);

    private static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string Text(LedgerItem item) => Encoding.UTF8.GetString(item.Content.Span);
}
