using System.Text;
using System.Text.Json.Nodes;
using Pipeline.EndToEnd.Tests.Program;
using Pipeline.Ledger.Tables;

namespace Pipeline.EndToEnd.Tests.Runs;

public sealed class LedgerTableTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task When_services_lost_their_ledger_then_all_that_port_holds_is_made_by_no_resource()
    {
        await using var world = await Estate.SmallAsync();
        await using var ledger = await LedgerTable.StartAsync();
        (await PipelineProcess.RunAsync(world.Environment, "sync")).MustExitWith(0);

        (await PipelineProcess.RunAsync(ledger.In(world), "ledger", "check")).MustExitWith(1).MustSay("does not exist");
        await ledger.Table.CreateAsync(Token);
        var check = await PipelineProcess.RunAsync(ledger.In(world), "ledger", "check", "--json");

        check.MustExitWith(2);
        var blueprints = JsonNode.Parse(check.Output)!["blueprints"]!.AsArray();
        Assert.Equal(world.Statistics.Entities, blueprints.Sum(read => (long)read!["found"]!["unattributed"]!["count"]!));
        Assert.Empty(await ledger.Table.QueryAsync("scopes", string.Empty, Token).ToListAsync(Token));
    }

    [Fact]
    public async Task When_services_are_cleaned_then_their_ledger_is_forgotten_too()
    {
        await using var world = await Estate.SmallAsync();
        await using var ledger = await LedgerTable.StartAsync();
        await ledger.Table.CreateAsync(Token);
        await ledger.Table.WriteAsync(
            [.. Enumerable.Range(0, 60).Select(number => new LedgerWrite(new LedgerKey("row/a", $"{number}"), Encoding.UTF8.GetBytes("one"), 0))], Token);
        (await PipelineProcess.RunAsync(world.Environment, "sync")).MustExitWith(0);

        (await PipelineProcess.RunAsync(ledger.In(world), "clean", "--dry-run")).MustExitWith(0);
        Assert.Equal(60, await ledger.Table.QueryAsync("row/a", string.Empty, Token).CountAsync(Token));
        (await PipelineProcess.RunAsync(ledger.In(world), "clean", "--yes")).MustExitWith(0).MustSay("Forgot the ledger in the table pipeline-under-test: 60 items");

        Assert.Empty(await ledger.Table.QueryAsync("row/a", string.Empty, Token).ToListAsync(Token));
        Assert.Equal(0, world.Statistics.Entities);
    }
}
