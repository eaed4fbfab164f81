using Pipeline.EndToEnd.Tests.Program;
using Pipeline.Simulator;

namespace Pipeline.EndToEnd.Tests.Runs;

public sealed class HandOverTests : IDisposable
{
    private readonly TemporaryHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task When_the_resource_that_wrote_an_entity_is_gone_then_the_sync_ends_with_what_another_one_makes_of_it()
    {
        await using var world = await Estate.StartAsync(Estate.Small with { Kinds = [Estate.Function] });
        var environment = _home.AddedTo(world.Environment);
        using var port = await PortSession.OpenAsync(world);
        await port.SetMappingAsync(world.WithBlock(Estate.Function, block =>
        {
            Mappings.Fields(block)["identifier"] = "\"shared\"";
            Mappings.Fields(block)["title"] = ".__AccountId + \"|\" + .__Region + \"|\" + .Identifier";
        }));
        (await PipelineProcess.RunAsync(environment, "sync")).MustExitWith(0);
        var before = (await port.TitleAsync("lambda", "shared"))!;
        var writer = before.Split('|');
        world.DeleteResource(Estate.Function, writer[0], writer[1], writer[2]);
        world.SetFaults(new SimulatorFault { Kind = SimulatorFaultKind.Latency, Operation = "GetResource", Delay = TimeSpan.FromSeconds(2) });

        var result = await PipelineProcess.RunAsync(environment, "sync");

        result.MustExitWith(0);
        var after = await port.TitleAsync("lambda", "shared");
        Assert.NotNull(after);
        Assert.NotEqual(before, after);
    }
}
