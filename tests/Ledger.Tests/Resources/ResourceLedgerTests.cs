using Microsoft.Extensions.Time.Testing;
using Pipeline.Contracts;
using Pipeline.Ledger.Resources;
using Pipeline.Ledger.Tables.Content;
using Pipeline.Ledger.Tables.InMemory;

namespace Pipeline.Ledger.Tests.Resources;

public sealed class ResourceLedgerTests
{
    private static readonly Scope Scope = new() { AccountId = "100000000001", Region = "eu-west-1", Kind = "AWS::S3::Bucket" };
    private readonly FakeTimeProvider _time = new();
    private readonly PackedTable _table;
    private readonly ResourceLedger _sut;

    public ResourceLedgerTests()
    {
        _table = new PackedTable(new InMemoryLedgerTable(_time));
        _sut = new ResourceLedger(_table, _time);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Read_NeverWritten_IsUnknown() =>
        Assert.True((await ReadAsync("a")).Row.IsUnknown);

    [Theory]
    [InlineData("a")]
    [InlineData("#sha256:looks-like-a-hash")]
    [InlineData("arn:aws:ünïcode/…")]
    public async Task Change_Row_IsReadBackAsItWas(string identifier)
    {
        var row = Row(3);

        await WriteAsync(identifier, row);

        AssertSame(row, (await ReadAsync(identifier)).Row);
        var listed = Assert.Single(await _sut.RowsAsync(Scope, Token).ToListAsync(Token));
        Assert.Equal(identifier, listed.Key.Identifier);
        AssertSame(row, listed.Row);
    }

    [Fact]
    public async Task Change_IdentifierTooLongForAKey_KeepsIt()
    {
        var identifier = new string('x', 3000);

        await WriteAsync(identifier, Row(1));

        Assert.Equal(identifier, Assert.Single(await _sut.RowsAsync(Scope, Token).ToListAsync(Token)).Key.Identifier);
        Assert.True((await ReadAsync(identifier + "y")).Row.IsUnknown);
    }

    [Fact]
    public async Task Change_TenThousandEntitiesOfOneResource_FitIntoAnItem()
    {
        await WriteAsync("a", Row(10_000));

        AssertSame(Row(10_000), (await ReadAsync("a")).Row);
    }

    [Fact]
    public async Task Change_SomebodyWroteMeanwhile_IsAskedAgainWithThat()
    {
        await WriteAsync("a", Row(1));
        var old = await ReadAsync("a");
        await WriteAsync("a", Row(2));
        List<int> seen = [];

        await _sut.ChangeAsync(
            [old],
            current =>
            {
                seen.Add(current.Row.Contributions.Count);
                return current.Row with { IsPresent = false };
            },
            Token);

        Assert.Equal([1, 2], seen);
        Assert.Equal((2, false), ((await ReadAsync("a")).Row.Contributions.Count, (await ReadAsync("a")).Row.IsPresent));
    }

    [Fact]
    public async Task Change_RowThatMakesNothing_IsForgottenWhenNoQueueHoldsAMessageOfIt()
    {
        await WriteAsync("a", Row(0));
        await WriteAsync("b", Row(1));

        _time.Advance(ResourceLedger.AbsentFor - TimeSpan.FromSeconds(1));
        Assert.False((await ReadAsync("a")).Row.IsUnknown);
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.True((await ReadAsync("a")).Row.IsUnknown);
        Assert.False((await ReadAsync("b")).Row.IsUnknown);
    }

    [Fact]
    public async Task Doubt_SettledRow_UnconfirmsTheEntity()
    {
        await WriteAsync("a", Row(2));

        await DoubtAsync("a", 0);

        var row = (await ReadAsync("a")).Row;
        Assert.Equal([false, true], row.Contributions.Select(made => made.IsConfirmed));
    }

    [Fact]
    public async Task Doubt_RowThatSomebodyIsWriting_TellsItsWriter()
    {
        await WriteAsync("a", Row(1) with { Claims = [new OpenClaim(7, new ObservationOrder("1-a", 9), DateTimeOffset.UnixEpoch, IsDoubted: false)] });

        await DoubtAsync("a", 0);

        Assert.True(Assert.Single((await ReadAsync("a")).Row.Claims).IsDoubted);
    }

    private static ResourceRow Row(int entities) => new()
    {
        Claimed = new ObservationOrder("1-a", 7),
        Confirmed = new ObservationOrder("1-a", 7),
        IsPresent = true,
        WrittenIn = Guid.Parse("0197f3c2-8d1e-7c54-9a41-2b7d1c7f0e55"),
        Contributions =
        [
            .. Enumerable.Range(0, entities).Select(number => new Contribution(
                number % 3, Entity(number), new EntityHash((ulong)number * 0x9E3779B97F4A7C15, ~(ulong)number), ContributionState.Confirmed | ContributionState.Created)),
        ],
    };

    private static EntityKey Entity(int number) => new(number % 2 == 0 ? "service" : "tag", $"entity-{number}");

    private static void AssertSame(ResourceRow expected, ResourceRow actual)
    {
        Assert.Equal(expected.Contributions, actual.Contributions);
        Assert.Equal(expected with { Contributions = [] }, actual with { Contributions = [] });
    }

    private async Task<StoredRow> ReadAsync(string identifier) => (await _sut.ReadAsync([new RowKey(Scope, identifier)], Token))[0];

    private async Task WriteAsync(string identifier, ResourceRow row) => await _sut.ChangeAsync([await ReadAsync(identifier)], _ => row, Token);

    private async Task DoubtAsync(string identifier, int entity) => await _sut.DoubtAsync(
        new Dictionary<RowKey, IReadOnlySet<EntityKey>> { [new RowKey(Scope, identifier)] = new HashSet<EntityKey> { Entity(entity) } }, Token);
}
