using System.Text.RegularExpressions;
using Pipeline.EndToEnd.Tests.Program;

namespace Pipeline.EndToEnd.Tests.Commands;

public sealed partial class CommandLineTests
{
    [Fact]
    public async Task When_help_is_asked_for_then_every_command_is_listed_and_has_help_of_its_own()
    {
        var commands = await CommandsAsync("help");

        Assert.Superset(
            new HashSet<string>(["demo", "sync", "run", "simulate", "jq", "map", "config", "clean", "plan", "runs", "service", "ledger", "dead-letters", "health"]),
            commands.ToHashSet());
        foreach (var command in commands)
        {
            var help = (await PipelineProcess.RunAsync([], "help", command)).MustExitWith(0).MustSay($"pipeline {command}");
            foreach (var below in Listed(help.Output))
            {
                (await PipelineProcess.RunAsync([], "help", command, below)).MustExitWith(0).MustSay($"pipeline {command} {below}");
            }
        }
    }

    [Fact]
    public async Task When_an_option_does_not_exist_then_every_command_says_so_and_does_nothing()
    {
        foreach (var command in await CommandsAsync("help"))
        {
            var result = await PipelineProcess.RunAsync([], command, "--no-such-option");

            // jq exits as jq does.
            result.MustExitWith(command == "jq" ? 2 : 64).MustSay("--no-such-option").MustSay($"pipeline");
            Assert.Empty(result.Output.Trim());
        }
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

        var (processId, output, exitCode) = await clone.RunAsync("sync", "--mapping", "a b.json");

        Assert.Equal(7, exitCode);
        Assert.Equal($"{processId} sync --mapping a b.json\n", output);
        Assert.False(clone.BuildToolStarted);
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

    private static async Task<IReadOnlyList<string>> CommandsAsync(params string[] help) =>
        Listed((await PipelineProcess.RunAsync([], help)).MustExitWith(0).MustSay("pipeline [command]").Output);

    // Commands come last, a line each.
    private static IReadOnlyList<string> Listed(string help)
    {
        var start = help.IndexOf("Commands:", StringComparison.Ordinal);
        return start < 0 ? [] : [.. CommandLines().Matches(help[start..]).Select(line => line.Groups[1].Value)];
    }

    [GeneratedRegex(@"(?m)^  ([a-z][a-z-]*)(?: |$)")]
    private static partial Regex CommandLines();
}
