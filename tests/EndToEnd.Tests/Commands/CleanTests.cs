using Pipeline.EndToEnd.Tests.Program;

namespace Pipeline.EndToEnd.Tests.Commands;

public sealed class CleanTests
{
    [Fact]
    public async Task When_an_installation_is_cleaned_then_port_holds_nothing_of_it_and_a_later_sync_writes_all_again()
    {
        await using var world = await Estate.StartAsync(Estate.Small with { SeedMapping = false });
        using var home = new TemporaryHome();
        var environment = home.AddedTo(world.Environment);
        (await PipelineProcess.RunAsync(environment, "sync")).MustSay("Run");
        var written = world.Statistics.Entities;

        (await PipelineProcess.RunAsync(environment, "clean", "--yes")).MustExitWith(0).MustSay("Deleted the integration");
        Assert.Equal((true, 0), (written > 0, world.Statistics.Entities));
        await PipelineProcess.RunAsync(environment, "sync");

        Assert.Equal(written, world.Statistics.Entities);
    }

    [Fact]
    public async Task When_there_is_no_terminal_and_no_yes_then_nothing_is_deleted()
    {
        await using var world = await Estate.SmallAsync();
        using var home = new TemporaryHome();
        var environment = home.AddedTo(world.Environment);
        await PipelineProcess.RunAsync(environment, "sync");
        var written = world.Statistics.Entities;

        var refused = await PipelineProcess.RunAsync(environment, "clean");
        var dry = await PipelineProcess.RunAsync(environment, "clean", "--dry-run");

        refused.MustExitWith(64);
        Assert.Contains("--yes", refused.Errors, StringComparison.Ordinal);
        dry.MustExitWith(0).MustSay("the integration, with its mapping");
        Assert.Equal(written, world.Statistics.Entities);
        Assert.DoesNotContain(world.Statistics.Requests.Keys, request => request.StartsWith("port DELETE", StringComparison.Ordinal));
    }

    [Fact]
    public async Task When_the_environment_is_checked_then_secrets_are_masked_and_what_is_wrong_is_said()
    {
        await using var world = await Estate.SmallAsync();
        Dictionary<string, string> environment = new(world.Environment) { ["OCEAN__PORT__CLIENTID"] = "canary" };

        var good = await PipelineProcess.RunAsync(environment, "config");
        environment["APPLICATION__PORT"] = "many";
        var bad = await PipelineProcess.RunAsync(environment, "config");

        good.MustExitWith(0).MustSay("OCEAN__PORT__CLIENT_SECRET = [REDACTED]").MustNotSay(world.Environment["OCEAN__PORT__CLIENT_SECRET"]);
        Assert.Contains("Perhaps OCEAN__PORT__CLIENT_ID is meant", good.Errors, StringComparison.Ordinal);
        bad.MustExitWith(64);
        Assert.Contains("APPLICATION__PORT", bad.Errors, StringComparison.Ordinal);
    }
}
