using Microsoft.Extensions.Time.Testing;
using Pipeline.Messaging.ClaimCheck;

namespace Pipeline.Messaging.Tests.ClaimCheck;

public sealed class InMemoryClaimCheckStoreTests : ClaimCheckStoreContract
{
    private readonly FakeTimeProvider _time = new();

    public InMemoryClaimCheckStoreTests() => Sut = new InMemoryClaimCheckStore(_time);

    protected override IClaimCheckStore Sut { get; }

    [Fact]
    public async Task Put_AfterTheRetention_DropsMessagesThatWereNotSentSinceAndKeepsMappings()
    {
        await Sut.PutAsync(Name("old"), "old"u8.ToArray(), Token);
        await Sut.PutAsync(Name("sent again"), "sent again"u8.ToArray(), Token);
        await Sut.PutAsync("mappings/1.json", "{}"u8.ToArray(), Token);
        _time.Advance(ClaimCheckNames.Retention);
        await Sut.PutAsync(Name("sent again"), "sent again"u8.ToArray(), Token);
        _time.Advance(TimeSpan.FromHours(2));

        await Sut.PutAsync(Name("new"), "new"u8.ToArray(), Token);

        Assert.Null(await Sut.FindAsync(Name("old"), Token));
        Assert.NotNull(await Sut.FindAsync(Name("sent again"), Token));
        Assert.NotNull(await Sut.FindAsync("mappings/1.json", Token));
    }
}
