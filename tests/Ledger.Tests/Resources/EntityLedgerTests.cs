using Pipeline.Contracts;
using Pipeline.Ledger.Resources;
using Pipeline.Ledger.Tables.InMemory;

namespace Pipeline.Ledger.Tests.Resources;

public sealed class EntityLedgerTests
{
    private static readonly Scope Scope = new() { AccountId = "100000000001", Region = "eu-west-1", Kind = "AWS::S3::Bucket" };
    private static readonly EntityKey Entity = new("service", "a");
    private readonly EntityLedger _sut = new(new InMemoryLedgerTable(TimeProvider.System));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Standing_Nobody_IsNull() => Assert.Equal(default, await StandingAsync());

    [Fact]
    public async Task Standing_SeveralBlocks_TheLatestWins()
    {
        await PutAsync(By("x", 2), By("y", 11), By("z", 0));

        var standing = await StandingAsync();

        Assert.Equal(("y", "x"), (standing.Winner?.Row.Identifier, standing.Next?.Row.Identifier));
    }

    [Fact]
    public async Task Standing_SameBlock_IsTheSameWhoeverCameFirst()
    {
        var other = new EntityLedger(new InMemoryLedgerTable(TimeProvider.System));
        await PutAsync(By("x", 1), By("y", 1));
        await other.PutAsync([(Entity, By("y", 1)), (Entity, By("x", 1))], Token);

        Assert.Equal((await StandingAsync()).Winner?.Row, (await other.StandingsAsync([Entity], Token))[Entity].Winner?.Row);
    }

    [Fact]
    public async Task Standing_WinnerIsAboutToGo_IsPassedOver()
    {
        await PutAsync(By("x", 1), By("y", 2));
        await PutAsync(By("y", 2) with { IsRemoving = true });

        Assert.Equal("x", (await StandingAsync()).Winner?.Row.Identifier);
    }

    [Fact]
    public async Task Put_AboutToGo_MayComeBack()
    {
        await PutAsync(By("x", 1) with { IsRemoving = true });
        await PutAsync(By("x", 1));

        Assert.Equal("x", (await StandingAsync()).Winner?.Row.Identifier);
    }

    [Fact]
    public async Task Remove_WrittenMeanwhile_Stays()
    {
        await PutAsync(By("x", 1));
        var found = (await _sut.FindAsync([(Entity, By("x", 1))], Token))[0]!;
        await PutAsync(found with { IsRemoving = true });

        await _sut.RemoveAsync([(Entity, found)], Token);

        Assert.NotNull((await _sut.FindAsync([(Entity, By("x", 1))], Token))[0]);
    }

    private static Contributor By(string resource, int block) => new(new RowKey(Scope, resource), block, IsRemoving: false, Version: 0);

    private async Task PutAsync(params Contributor[] contributors) =>
        await _sut.PutAsync([.. contributors.Select(contributor => (Entity, contributor))], Token);

    private async Task<Standing> StandingAsync() => (await _sut.StandingsAsync([Entity], Token))[Entity];
}
