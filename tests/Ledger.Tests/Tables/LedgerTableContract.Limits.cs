using System.Text;
using Pipeline.Ledger.Tables;
using Pipeline.Ledger.Tables.Content;

namespace Pipeline.Ledger.Tests.Tables;

public abstract partial class LedgerTableContract
{
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
        Assert.SkipWhen(NotAtomic is not null, NotAtomic ?? string.Empty);
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
}
