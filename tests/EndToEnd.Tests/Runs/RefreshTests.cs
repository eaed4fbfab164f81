using Pipeline.EndToEnd.Tests.Program;

namespace Pipeline.EndToEnd.Tests.Runs;

public sealed class RefreshTests
{
    [Fact]
    public async Task When_others_edited_an_entity_then_a_refresh_puts_it_right_and_a_plain_run_leaves_it()
    {
        await using var world = await Estate.SmallAsync();
        using var home = new TemporaryHome();
        var environment = home.AddedTo(world.Environment);
        (await PipelineProcess.RunAsync(environment, "sync")).MustExitWith(0);
        using var port = await PortSession.OpenAsync(world);
        var (blueprint, identifier) = await AnyEntityAsync(world, port);
        await port.SetTitleAsync(blueprint, identifier, "edited by hand");

        (await PipelineProcess.RunAsync(environment, "sync")).MustExitWith(0);
        Assert.Equal("edited by hand", await port.TitleAsync(blueprint, identifier));
        Assert.Equal(0, (await RunReports.LastAsync(environment)).Written);

        var refreshed = await PipelineProcess.RunAsync(environment, "sync", "--refresh");
        refreshed.MustExitWith(0);
        Assert.NotEqual("edited by hand", await port.TitleAsync(blueprint, identifier));
        Assert.Equal(world.Statistics.Entities, (await RunReports.LastAsync(environment)).Written);
    }

    private static async Task<(string Blueprint, string Identifier)> AnyEntityAsync(Simulator.SimulatedWorld world, PortSession port)
    {
        foreach (var blueprint in await port.BlueprintsAsync())
        {
            var entities = await port.EntitiesAsync(blueprint);
            if (entities.FirstOrDefault(entity => !entity["identifier"]!.GetValue<string>().Contains('/')) is { } found)
            {
                return (blueprint, found["identifier"]!.GetValue<string>());
            }
        }

        throw new InvalidOperationException($"Port holds none of {world.Statistics.Entities} entities.");
    }
}
