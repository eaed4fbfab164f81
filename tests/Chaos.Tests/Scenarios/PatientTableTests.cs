using System.Text;
using Amazon.Runtime;
using Pipeline.Chaos.Tests.Tables;
using Pipeline.Ledger.Tables;
using Pipeline.Ledger.Tables.DynamoDb;

namespace Pipeline.Chaos.Tests.Scenarios;

/// <summary>The ledger's table in a service, while DynamoDB does not let it write.</summary>
public sealed class PatientTableTests
{
    private static readonly LedgerKey Key = new("row", "one");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(TableFault.Throttles)]
    [InlineData(TableFault.Denies)]
    [InlineData(TableFault.Fails)]
    public async Task Write_TableCannotBeWrittenForLongerThanUsualTriesLast_IsDoneOnceWhenItCan(TableFault fault)
    {
        await using var tables = await LedgerTables.StartAsync();
        var told = new List<Exception?>();
        using var table = Open(tables, TimeSpan.FromMinutes(30), told);
        await table.CreateAsync(Token);
        tables.Fault = fault;

        var writing = table.WriteAsync([new LedgerWrite(Key, Encoding.UTF8.GetBytes("content"), Expected: 0)], Token).AsTask();
        await Eventually.TrueAsync(() => Task.FromResult(tables.Refused > 20 && told.Count == 1), () => $"{tables.Refused} tries, {writing.Status}");
        Assert.False(writing.IsCompleted);
        tables.Fault = TableFault.None;

        Assert.True((await writing)[0]);
        var item = (await table.GetAsync([Key], Token))[0];
        Assert.Equal("content", Encoding.UTF8.GetString(item!.Content.Span));
        Assert.Equal((2, null), (told.Count, told[1]));
    }

    [Fact]
    public async Task Requests_TableIsMissing_AreDoneWhenItIsThereAndItsNameIsTold()
    {
        await using var tables = await LedgerTables.StartAsync();
        var told = new List<Exception?>();
        using var table = Open(tables, TimeSpan.FromMinutes(30), told);

        var writing = table.WriteAsync([new LedgerWrite(Key, Encoding.UTF8.GetBytes("content"), Expected: 0)], Token).AsTask();
        var reading = table.GetAsync([Key], Token).AsTask();
        await Eventually.TrueAsync(() => Task.FromResult(told.Count == 1), () => $"{writing.Status}, {reading.Status}");
        Assert.Contains("table patient does not exist", told[0]!.Message, StringComparison.Ordinal);
        Assert.False(writing.IsCompleted || reading.IsCompleted);
        await table.CreateAsync(Token);

        Assert.True((await writing)[0]);
        await reading;
        Assert.Equal((2, null), (told.Count, told[1]));
    }

    [Fact]
    public async Task Verify_TableIsMissing_IsSaidAtOnce()
    {
        await using var tables = await LedgerTables.StartAsync();
        var told = new List<Exception?>();
        using var table = Open(tables, TimeSpan.FromMinutes(30), told);

        var missing = await Assert.ThrowsAsync<DynamoDbTableException>(() => table.VerifyAsync(Token));

        Assert.Contains("patient", missing.Message, StringComparison.Ordinal);
        Assert.Empty(told);
    }

    [Fact]
    public async Task Write_AnswersAreLost_IsDoneAndKnownToBe()
    {
        await using var tables = await LedgerTables.StartAsync();
        using var table = Open(tables, TimeSpan.FromMinutes(30), []);
        await table.CreateAsync(Token);
        tables.Fault = TableFault.LosesAnswers;

        Assert.True((await table.WriteAsync([new LedgerWrite(Key, Encoding.UTF8.GetBytes("content"), Expected: 0)], Token))[0]);
        Assert.Equal(2, tables.Refused);
    }

    [Fact]
    public async Task Write_DeniedToACommand_IsSaidAtOnce()
    {
        await using var tables = await LedgerTables.StartAsync();
        using var table = Open(tables, TimeSpan.Zero, []);
        await table.CreateAsync(Token);
        tables.Fault = TableFault.Denies;

        await Assert.ThrowsAnyAsync<AmazonServiceException>(async () => await table.AddAsync(Key, 1, Token));
        Assert.Equal(1, tables.Refused);
    }

    // Pauses without length: what is counted is tries.
    private static DynamoDbLedgerTable Open(LedgerTables tables, TimeSpan patience, List<Exception?> told) => new(
        new DynamoDbOptions { Table = "patient", Endpoint = tables.Address, Region = "us-east-1", Patience = patience },
        new BasicAWSCredentials("test", "test"),
        TimeProvider.System,
        static () => 0,
        told.Add);
}
