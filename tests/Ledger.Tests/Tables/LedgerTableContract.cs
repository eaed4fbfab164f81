using System.Text;
using Microsoft.Extensions.Time.Testing;
using Pipeline.Ledger.Tables;
using Pipeline.Ledger.Tables.Content;

namespace Pipeline.Ledger.Tests.Tables;

/// <summary>What every store does alike. Each test has partitions of its own.</summary>
public abstract class LedgerTableContract(ITestOutputHelper output) : IAsyncLifetime
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

    [Fact]
    public async Task Query_Prefix_AnswersThatPartOfThePartitionInOrder()
    {
        foreach (var sort in new[] { "row/b", "row/a/2", "row/a/1", "row/a", "row/a/10", "row", "roz", "row/\uE000", "row/\U0001F600", "row/ä", "ROW/a" })
        {
            await PutAsync(sort, sort);
        }

        await _sut.WriteAsync([new LedgerWrite(new LedgerKey($"{_partition}/other", "row/a"), Bytes("other"), 0)], Token);

        Assert.Equal(
            ["row/a", "row/a/1", "row/a/10", "row/a/2", "row/b", "row/ä", "row/\uE000", "row/\U0001F600"],
            (await QueryAsync("row/")).Select(item => item.Key.Sort));
        Assert.Equal(["ROW/a", "row", "row/a"], (await QueryAsync(string.Empty)).Select(item => item.Key.Sort).Take(3));
        Assert.Empty(await QueryAsync("rox"));
    }

    [Fact]
    public async Task Query_MoreThanAPage_AnswersAll()
    {
        var content = new string('x', 3000);
        await _sut.WriteAsync([.. Enumerable.Range(0, 1234).Select(number => New($"{number:D5}", content))], Token);

        var items = await QueryAsync(string.Empty);

        Assert.Equal(Enumerable.Range(0, 1234).Select(number => $"{number:D5}"), items.Select(item => item.Key.Sort));
        Assert.All(items, item => Assert.Equal(3000, item.Content.Length));
    }

    [Fact]
    public async Task Write_AnyContent_ComesBackAsItWas()
    {
        byte[][] contents = [[], [0], [1, 2, 3], [.. Enumerable.Range(0, 300_000).Select(number => (byte)(number * number >> 3))], Encoding.UTF8.GetBytes(new string('é', 500_000))];
        foreach (var (number, content) in contents.Index())
        {
            await _sut.WriteAsync([new LedgerWrite(Key($"{number}"), content, 0)], Token);
        }

        var items = await _sut.GetAsync([.. contents.Index().Select(entry => Key($"{entry.Index}"))], Token);

        Assert.Equal(contents, items.Select(item => item!.Content.ToArray()));
    }

    [Fact]
    public async Task Write_TooLarge_SaysSoAndWritesNothing()
    {
        var random = new byte[400 * 1024];
        System.Security.Cryptography.RandomNumberGenerator.Fill(random);

        var exception = await Assert.ThrowsAsync<ContentTooLargeException>(async () =>
            await _sut.WriteAsync([New("small", "one"), new LedgerWrite(Key("large"), random, 0)], Token));

        Assert.Contains("409,600", exception.Message, StringComparison.Ordinal);
        Assert.Equal(Key("large"), exception.Key);
        Assert.Empty(await QueryAsync(string.Empty));
    }

    [Fact]
    public async Task Write_LongKeys_AreTaken()
    {
        var key = new LedgerKey(_partition + new string('p', 900), new string('s', 1000));

        Assert.Equal([true], await _sut.WriteAsync([new LedgerWrite(key, Bytes("one"), 0)], Token));
        Assert.Equal("one", Text((await _sut.GetAsync([key], Token))[0]!));
    }

    [Fact]
    public async Task Add_ConcurrentCallers_GivesEachItsOwnValue()
    {
        var values = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(async () => await _sut.AddAsync(Key("counter"), 1, Token))));

        Assert.Equal(Enumerable.Range(1, 50).Select(value => (long)value), values.Order());
        Assert.Equal(45, await _sut.AddAsync(Key("counter"), -5, Token));
        Assert.Equal(1, await _sut.AddAsync(Key("other"), 1, Token));
    }

    [Fact]
    public async Task Add_KeyOfACounter_IsNoItem()
    {
        await _sut.AddAsync(Key("counter"), 1, Token);

        Assert.Empty(await QueryAsync(string.Empty));
        Assert.Null((await _sut.GetAsync([Key("counter")], Token))[0]);
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
