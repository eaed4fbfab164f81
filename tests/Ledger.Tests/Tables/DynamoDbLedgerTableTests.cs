using Pipeline.Ledger.Tables;
using Pipeline.Ledger.Tables.DynamoDb;

namespace Pipeline.Ledger.Tests.Tables;

public sealed class DynamoDbLedgerTableTests(MotoServer moto, ITestOutputHelper output) : LedgerTableContract(output)
{
    private readonly string _name = $"ledger-{Guid.NewGuid():N}";
    private DynamoDbLedgerTable? _table;

    protected override string? NotAtomic => MotoServer.NotAtomic;

    protected override async ValueTask<ILedgerTable> OpenAsync()
    {
        _table = await moto.TableAsync(_name, Clock, "installation/");
        await _table.CreateAsync(Token);
        return _table;
    }

    public override ValueTask DisposeAsync()
    {
        _table?.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Create_Twice_IsTheSameTable()
    {
        await _table!.WriteAsync([New("a", "one")], Token);

        await _table.CreateAsync(Token);
        await _table.VerifyAsync(Token);

        Assert.NotNull((await _table.GetAsync([Key("a")], Token))[0]);
    }

    [Fact]
    public async Task Verify_NoTable_SaysWhoMakesIt()
    {
        using var missing = await moto.TableAsync($"{_name}-missing", Clock);

        var exception = await Assert.ThrowsAsync<DynamoDbTableException>(() => missing.VerifyAsync(Token));

        Assert.Contains("Terraform", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_OtherPrefix_SeesNothingOfIt()
    {
        await _table!.WriteAsync([New("a", "one")], Token);
        using var other = await moto.TableAsync(_name, Clock, "another/");

        Assert.Null((await other.GetAsync([Key("a")], Token))[0]);
        Assert.Equal([true], await other.WriteAsync([New("a", "two")], Token));
        Assert.Single(await other.QueryAsync(Key("a").Partition, string.Empty, Token).ToListAsync(Token));
    }
}
