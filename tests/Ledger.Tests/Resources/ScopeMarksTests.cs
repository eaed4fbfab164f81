using Pipeline.Contracts;
using Pipeline.Ledger.Resources;
using Pipeline.Ledger.Tables.InMemory;

namespace Pipeline.Ledger.Tests.Resources;

public sealed class ScopeMarksTests
{
    private static readonly Scope Scope = new() { AccountId = "100000000001", Region = "eu-west-1", Kind = "AWS::ECS::Service" };
    private static readonly Guid First = Guid.Parse("0197f3c2-8d1e-7c54-9a41-2b7d1c7f0e55");
    private static readonly Guid Second = Guid.Parse("0197f3c2-8d1e-7c54-9a41-2b7d1c7f0e56");
    private readonly InMemoryLedgerTable _table = new(TimeProvider.System);
    private readonly ScopeMarks _sut;

    public ScopeMarksTests() => _sut = new ScopeMarks(_table);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Raise_PagesOfOneListing_AreNotOrdered()
    {
        Assert.True(await RaiseAsync(First, 5));
        Assert.True(await RaiseAsync(First, 3));
        Assert.Equal(5, (await MarkAsync()).Latest?.Order.Ticket);
    }

    [Theory]
    [InlineData(4, 1, false)]
    [InlineData(6, 1, true)]
    [InlineData(6, 0, false)]
    public async Task Raise_PageOfAnotherRun_IsWrittenOnlyWhenItShowsALaterState(long ticket, int mapping, bool expected)
    {
        await RaiseAsync(First, 5);

        Assert.Equal(expected, await _sut.RaiseAsync(Scope, Page(Second, 1, ticket, $"{mapping}-x"), Token));
    }

    [Fact]
    public async Task Raise_PageOfAnEarlierAttempt_IsOutdated()
    {
        await _sut.RaiseAsync(Scope, Page(First, 2, 5), Token);

        Assert.False(await _sut.RaiseAsync(Scope, Page(First, 1, 4), Token));
        Assert.True(await _sut.RaiseAsync(Scope, Page(First, 3, 4), Token));
    }

    [Fact]
    public async Task Raise_ManyAtOnce_AreAllCovered()
    {
        await Task.WhenAll(Enumerable.Range(1, 500).Select(ticket => Task.Run(() => RaiseAsync(First, ticket), Token)));

        Assert.Equal(500, (await MarkAsync()).Latest?.Order.Ticket);
    }

    [Fact]
    public async Task Raise_AnotherProcessRaisedMore_DoesNotLowerIt()
    {
        await RaiseAsync(First, 1);
        await new ScopeMarks(_table).RaiseAsync(Scope, Page(Second, 1, 9), Token);

        Assert.False(await RaiseAsync(First, 2));
        Assert.Equal((Second, 9), ((await MarkAsync()).Latest!.RunId, (await MarkAsync()).Latest!.Order.Ticket));
    }

    [Fact]
    public async Task Allows_LiveObservation_OnlyAfterWhatWasListed()
    {
        Assert.True((await MarkAsync()).Allows(null, new ObservationOrder("1-x", 1)));
        await RaiseAsync(First, 5);

        Assert.False((await MarkAsync()).Allows(null, new ObservationOrder("1-x", 4)));
        Assert.True((await MarkAsync()).Allows(null, new ObservationOrder("1-x", 6)));
    }

    [Fact]
    public async Task List_OfAResource_HasItsScopesAndNoOthers()
    {
        await _sut.EnterAsync(Scope, Token);
        await _sut.EnterAsync(Scope with { Options = new ListingOptions { GetEach = true } }, Token);
        await _sut.EnterAsync(Scope with { Kind = "AWS::ECS::ServiceX" }, Token);

        var scopes = await _sut.ListAsync(ResourceKey.Of(Scope, "a"), Token).Select(mark => mark.Scope).ToListAsync(Token);

        Assert.Equal([Scope, Scope with { Options = new ListingOptions { GetEach = true } }], scopes);
    }

    private static ListingMark Page(Guid run, int attempt, long ticket, string mapping = "1-x") =>
        new(run, attempt, new ObservationOrder(mapping, ticket));

    private async Task<bool> RaiseAsync(Guid run, long ticket) => await _sut.RaiseAsync(Scope, Page(run, 1, ticket), Token);

    private async Task<ScopeMark> MarkAsync() => await _sut.EnterAsync(Scope, Token);
}
