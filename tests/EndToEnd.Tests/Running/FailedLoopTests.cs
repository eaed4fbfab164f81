using Pipeline.EndToEnd.Tests.Program;

namespace Pipeline.EndToEnd.Tests.Running;

/// <summary>A supervisor that restarts what failed does so only for another exit code than 0.</summary>
public sealed class FailedLoopTests
{
    [Fact]
    public async Task When_a_background_loop_fails_then_run_ends_with_another_code_than_when_it_is_told_to()
    {
        await using var world = await Estate.StartAsync(Estate.Small);
        var environment = new Dictionary<string, string>(world.Environment)
        {
            ["APPLICATION__PORT"] = "0",
            ["DOTNET_STARTUP_HOOKS"] = typeof(FailedLoopTests).Assembly.Location,
        };

        var result = await PipelineProcess.RunAsync(environment, "run");

        result.MustExitWith(1);
        Assert.Contains("This loop fails.", result.Errors + result.Output, StringComparison.Ordinal);
    }
}
