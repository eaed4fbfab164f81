using System.Text;
using Pipeline.Messaging.ClaimCheck;

namespace Pipeline.Messaging.Tests.ClaimCheck;

/// <summary>What every store does.</summary>
public abstract class ClaimCheckStoreContract
{
    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected abstract IClaimCheckStore Sut { get; }

    [Fact]
    public async Task Find_NeverStored_IsNull()
    {
        Assert.Null(await Sut.FindAsync(Name("nothing"), Token));
        Assert.Null(await Sut.FindAsync("mappings/none.json", Token));
    }

    [Fact]
    public async Task Find_Stored_IsTheSameBytes()
    {
        var content = new byte[300_000];
        new Random(1).NextBytes(content);
        var name = ClaimCheckNames.OfMessage(content);

        await Sut.PutAsync(name, content, Token);

        Assert.Equal(content, (await Sut.FindAsync(name, Token))!.Value.ToArray());
    }

    [Fact]
    public async Task Put_StoredAlready_ChangesNothing()
    {
        await Sut.PutAsync(Name("first"), "first"u8.ToArray(), Token);

        await Sut.PutAsync(Name("first"), "first"u8.ToArray(), Token);

        Assert.Equal("first"u8.ToArray(), (await Sut.FindAsync(Name("first"), Token))!.Value.ToArray());
    }

    [Fact]
    public async Task Put_ManyAtOnceUnderOneName_AllSucceed()
    {
        var content = Encoding.UTF8.GetBytes(new string('x', 100_000));
        var name = ClaimCheckNames.OfMessage(content);

        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(async () =>
        {
            await Sut.PutAsync(name, content, Token);
            Assert.Equal(content.Length, (await Sut.FindAsync(name, Token))!.Value.Length);
        })));
    }

    [Fact]
    public async Task Find_StoredEmpty_IsEmptyAndNotAbsent()
    {
        await Sut.PutAsync("mappings/empty.json", ReadOnlyMemory<byte>.Empty, Token);

        Assert.Equal(0, (await Sut.FindAsync("mappings/empty.json", Token))!.Value.Length);
    }

    protected static string Name(string text) => ClaimCheckNames.OfMessage(Encoding.UTF8.GetBytes(text));
}
