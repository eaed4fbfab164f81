using Pipeline.EndToEnd.Tests.Program;

namespace Pipeline.EndToEnd.Tests.Commands;

public sealed class CommandLineTests
{
    private static readonly string[] Commands = ["demo", "sync", "run", "simulate", "jq", "map", "config", "clean"];

    [Fact]
    public async Task When_help_is_asked_for_then_every_command_is_listed()
    {
        var result = await PipelineProcess.RunAsync([], "help");

        result.MustExitWith(0);
        Assert.All(Commands, command => Assert.Matches($"(?m)^  {command} ", result.Output));
        result.MustSay("pipeline [command]");
    }

    [Theory]
    [InlineData("help", "sync")]
    [InlineData("sync", "--help")]
    public async Task When_help_for_a_command_is_asked_for_then_its_options_are_listed(params string[] arguments)
    {
        var result = await PipelineProcess.RunAsync([], arguments);

        result.MustExitWith(0).MustSay("--mapping");
    }

    [Theory]
    [InlineData("'snyc'", "snyc")]
    [InlineData("'--now'", "sync", "--now")]
    [InlineData("'many'", "demo", "--accounts", "many")]
    [InlineData("there is no fault Thunder", "demo", "--fault", "Thunder")]
    [InlineData("there is no key place", "demo", "--fault", "Deny:place=here")]
    [InlineData("half is no number", "demo", "--fault", "Throttle:fraction=half")]
    [InlineData("Accounts is 0", "demo", "--accounts", "0")]
    [InlineData("'Bucket' in Kinds is not a kind", "demo", "--kinds", "Bucket")]
    public async Task When_the_command_line_cannot_be_used_then_it_says_what_is_wrong_and_exits_with_64(string words, params string[] arguments)
    {
        var result = await PipelineProcess.RunAsync([], arguments);

        result.MustExitWith(64).MustNotSay("   at ");
        Assert.Matches(words, result.Errors);
        Assert.Empty(result.Output.Trim());
    }

    [Fact]
    public async Task When_nothing_changed_then_the_script_starts_no_build_tool_and_hands_over_output_and_exit_code()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The script is for bash.");
        using var clone = new ScriptClone();
        clone.HasProgram("#!/usr/bin/env bash\necho \"$$ $*\"\nexit 7\n");

        var (processId, output, exitCode, took) = await clone.RunAsync("sync", "--mapping", "a b.json");

        Assert.Equal(7, exitCode);
        Assert.Equal($"{processId} sync --mapping a b.json\n", output);
        Assert.False(clone.BuildToolStarted);
        Assert.True(took < TimeSpan.FromSeconds(2), $"It took {took}.");
    }

    [Fact]
    public async Task When_a_source_is_newer_than_the_program_then_the_script_builds()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The script is for bash.");
        using var clone = new ScriptClone();
        clone.HasProgram("#!/usr/bin/env bash\nexit 0\n");
        clone.ChangesSource();

        await clone.RunAsync("help");

        Assert.True(clone.BuildToolStarted);
    }
}
