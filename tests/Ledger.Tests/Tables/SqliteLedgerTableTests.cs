using Microsoft.Data.Sqlite;
using Pipeline.Ledger.Tables;
using Pipeline.Ledger.Tables.Sqlite;

namespace Pipeline.Ledger.Tests.Tables;

public sealed class SqliteLedgerTableTests(ITestOutputHelper output) : LedgerTableContract(output)
{
    private readonly TemporaryFolder _folder = new();
    private SqliteLedgerTable _table = null!;

    private string File => _folder.File("ledger.db");

    protected override ValueTask<ILedgerTable> OpenAsync()
    {
        _table = SqliteLedgerTable.Open(File, Clock);
        return ValueTask.FromResult<ILedgerTable>(_table);
    }

    public override async ValueTask DisposeAsync()
    {
        await _table.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Open_Again_HoldsWhatWasWritten()
    {
        await _table.WriteAsync([New("a", "one")], Token);
        await _table.AddAsync(Key("counter"), 41, Token);
        await _table.DisposeAsync();

        _table = SqliteLedgerTable.Open(File, Clock);

        Assert.NotNull((await _table.GetAsync([Key("a")], Token))[0]);
        Assert.Equal(42, await _table.AddAsync(Key("counter"), 1, Token));
    }

    [Fact]
    public async Task OpenToRead_WhileItIsWritten_SeesEveryWriteAndWritesNone()
    {
        await using var reader = SqliteLedgerTable.OpenToRead(File, Clock);
        await _table.AddAsync(Key("counter"), 7, Token);
        Assert.Equal((7, 0), (await reader.AddAsync(Key("counter"), 0, Token), await reader.AddAsync(Key("another"), 0, Token)));
        for (var number = 0; number < 10; number++)
        {
            await _table.WriteAsync([New($"{number}", "x")], Token);
            Assert.NotNull((await reader.GetAsync([Key($"{number}")], Token))[0]);
        }

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await reader.WriteAsync([New("b", "two")], Token));
    }

    [Fact]
    public async Task OpenToRead_AfterItWasClosed_Reads()
    {
        await _table.WriteAsync([New("a", "one")], Token);
        await _table.DisposeAsync();

        await using var reader = SqliteLedgerTable.OpenToRead(File, Clock);

        Assert.NotNull((await reader.GetAsync([Key("a")], Token))[0]);
    }

    [Fact]
    public async Task Open_OlderSchema_UpgradesItAndKeepsTheContent()
    {
        await _table.WriteAsync([New("a", "one")], Token);
        await _table.DisposeAsync();
        string[] versions = [.. SqliteSchema.Versions, "ALTER TABLE item ADD COLUMN note TEXT", "CREATE TABLE extra (id INTEGER)"];

        _table = SqliteLedgerTable.Open(File, versions, Clock);

        Assert.NotNull((await _table.GetAsync([Key("a")], Token))[0]);
        Assert.Equal([1, 2, 3], Read("SELECT version FROM schema_version ORDER BY version"));
        Assert.Empty(Read("SELECT id FROM extra"));
    }

    [Fact]
    public async Task Open_UpgradeFails_LeavesTheDatabaseAsItWas()
    {
        await _table.DisposeAsync();
        string[] broken = [.. SqliteSchema.Versions, "CREATE TABLE extra (id INTEGER); CREATE TABLE extra (id INTEGER)"];

        Assert.Throws<SqliteException>(() => SqliteLedgerTable.Open(File, broken, Clock));

        _table = SqliteLedgerTable.Open(File, Clock);
        Assert.Equal([1], Read("SELECT version FROM schema_version"));
        Assert.Equal([0], Read("SELECT count(*) FROM sqlite_schema WHERE name = 'extra'"));
    }

    [Fact]
    public async Task Open_NewerSchema_IsRefused()
    {
        await _table.DisposeAsync();
        await SqliteLedgerTable.Open(File, [.. SqliteSchema.Versions, "CREATE TABLE extra (id INTEGER)"], Clock).DisposeAsync();

        Assert.Contains("newer", Assert.Throws<LedgerSchemaException>(() => SqliteLedgerTable.Open(File, Clock)).Message, StringComparison.Ordinal);
        Assert.Contains("newer", Assert.Throws<LedgerSchemaException>(() => SqliteLedgerTable.OpenToRead(File, Clock)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.0, "schema version 0")]
    [InlineData(0.5, "damaged")]
    [InlineData(-1.0, "damaged")]
    public async Task Open_FileIsCutOrGarbage_SaysSoAndWhatToDo(double share, string said)
    {
        await _table.WriteAsync([.. Enumerable.Range(0, 500).Select(number => New($"{number}", "x"))], Token);
        await _table.DisposeAsync();
        var whole = await System.IO.File.ReadAllBytesAsync(File, Token);
        await System.IO.File.WriteAllBytesAsync(File, share < 0 ? [.. whole.Select(value => (byte)(value ^ 0x5a))] : whole[..(int)(whole.Length * share)], Token);

        Assert.Contains(said, Assert.Throws<LedgerSchemaException>(() => SqliteLedgerTable.OpenToRead(File, Clock)).Message, StringComparison.Ordinal);
        if (share != 0)
        {
            Assert.Contains(said, Assert.Throws<LedgerSchemaException>(() => SqliteLedgerTable.Open(File, Clock)).Message, StringComparison.Ordinal);
            return;
        }

        // A file of nothing is what a crash before the first write leaves.
        _table = SqliteLedgerTable.Open(File, Clock);
        Assert.Null((await _table.GetAsync([Key("1")], Token))[0]);
    }

    [Fact]
    public async Task Write_LongAfterItemsExpired_DropsThemFromTheFile()
    {
        await _table.WriteAsync(
            [.. Enumerable.Range(0, 2500).Select(number => New($"{number}", "x") with { ExpiresAt = Clock.GetUtcNow() + TimeSpan.FromDays(1) })], Token);
        Clock.Advance(TimeSpan.FromDays(2));

        for (var number = 0; number < 4; number++)
        {
            await _table.WriteAsync([New($"stays {number}", "x")], Token);
        }

        await Eventually.TrueAsync(() => Read("SELECT count(*) FROM item")[0] == 4);
    }

    [Fact]
    public async Task Write_OneOfManyCannotBeWritten_FailsAlone()
    {
        var impossible = _table.WriteAsync([new LedgerWrite(new LedgerKey("p", null!), new byte[1], 0)], Token).AsTask();
        var possible = Enumerable.Range(0, 20).Select(number => _table.WriteAsync([New($"{number}", "x")], Token).AsTask()).ToList();

        await Assert.ThrowsAnyAsync<Exception>(() => impossible);
        Assert.All(await Task.WhenAll(possible), written => Assert.Equal([true], written));
    }

    [Fact]
    public async Task Write_Closed_SaysSo()
    {
        await _table.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await _table.WriteAsync([New("a", "one")], Token));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await _table.GetAsync([Key("a")], Token));
    }

    private List<long> Read(string sql)
    {
        using var connection = new SqliteFile(File, readOnly: true).Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var row = command.ExecuteReader();
        List<long> values = [];
        while (row.Read())
        {
            values.Add(row.GetInt64(0));
        }

        return values;
    }
}
