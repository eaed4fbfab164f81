using System.ComponentModel;
using System.Diagnostics;
using Pipeline.EndToEnd.Tests.Program;

namespace Pipeline.EndToEnd.Tests.Commands;

public sealed class JqCommandTests
{
    [Theory]
    [InlineData(".", "{ \"a\" : [ 1, 2 ],\n \"b\": \"é\" }", "{\"a\":[1,2],\"b\":\"é\"}")]
    [InlineData(".a", "{\"a\":1}\n{\"a\":[2]} {\"a\":null}", "1\n[2]\nnull")]
    [InlineData(".[] | select(. > 1)", "[1,2,3]", "2\n3")]
    [InlineData("@base64", "\"hi\"", "\"aGk=\"")]
    [InlineData("empty", "1", "")]
    [InlineData(".", "", "")]
    public async Task When_a_program_runs_then_each_result_is_one_compact_line(string program, string input, string expected)
    {
        var result = await PipelineProcess.PipeAsync(input, "jq", program);

        result.MustExitWith(0);
        Assert.Equal(expected, result.Output.TrimEnd('\n'));
    }

    [Fact]
    public async Task When_a_file_is_given_then_it_is_read_in_place_of_standard_input()
    {
        using var file = TextFile.Of("{\"Identifier\":\"b-1\"}");

        var result = await PipelineProcess.RunAsync([], "jq", ".Identifier", file.Path);

        result.MustExitWith(0);
        Assert.Equal("\"b-1\"", result.Output.TrimEnd('\n'));
    }

    [Theory]
    [InlineData("{\"a\":1} 2 {\"a\":3}", 0)]
    [InlineData("{\"a\":1} {\"a\":3} 2", 5)]
    public async Task When_a_program_fails_on_an_input_then_the_others_are_printed_and_the_last_one_gives_the_exit_code(string input, int exitCode)
    {
        var result = await PipelineProcess.PipeAsync(input, "jq", ".a");

        result.MustExitWith(exitCode).MustSay("jq: error (at <stdin>:0): Cannot index number with string (\"a\")");
        Assert.Equal("1\n3", result.Output.TrimEnd('\n'));
    }

    [Fact]
    public async Task When_a_program_does_not_compile_then_the_position_is_said_and_the_exit_code_is_3()
    {
        var result = await PipelineProcess.PipeAsync("1", "jq", ".a |\n nosuch(1)");

        result.MustExitWith(3).MustSay("nosuch/1").MustSay("line 2, column 2");
    }

    [Fact]
    public async Task When_the_input_is_no_json_then_the_position_is_said_and_the_exit_code_is_5()
    {
        var result = await PipelineProcess.PipeAsync("{\"a\":1} {x", "jq", ".a");

        result.MustExitWith(5).MustSay("jq: parse error: Invalid numeric literal").MustSay("line 1");
        Assert.Equal("1", result.Output.TrimEnd('\n'));
    }

    [Theory]
    [InlineData("1 2", "[3]", "-n", "[3]")]
    [InlineData("1 2", "3", "-s", "add")]
    [InlineData("1 2", "[1,2]", "-n", "[inputs]")]
    [InlineData("1 2", "[[1,2]]", "-ns", "[inputs]")]
    [InlineData("\"é\"", "é", "-r", ".")]
    [InlineData("\"é\"", "\\u00e9", "-ra", ".")]
    [InlineData("\"a\"", "aa", "-j", "., .")]
    [InlineData("[1]", "[1]", "-c", ".")]
    [InlineData("[1]", "[\n  1\n]", "--indent", "2", ".")]
    [InlineData("[1]", "[\n\t1\n]", ".", "--tab")]
    [InlineData("{\"b\":1,\"a\":2}", "{\"a\":2,\"b\":1}", "-S", ".")]
    [InlineData("1", "[\"x\",{\"y\":2.50}]", "--arg", "a", "x", "[$a, $b]", "--argjson", "b", "{\"y\":2.50}")]
    [InlineData("1", "[\"p\",\"q\"]", "-c", "$ARGS.positional", "--args", "p", "q")]
    [InlineData("a\nb\n", "\"a\"\n\"b\"", "-R", ".")]
    [InlineData("[1]", "[[0],1]\n[[0]]", "--stream", ".")]
    [InlineData("1", "-1", "--", "-.")]
    public async Task When_options_are_given_then_they_mean_what_they_mean_to_jq(string input, string expected, params string[] arguments)
    {
        var result = await PipelineProcess.PipeAsync(input, ["jq", .. arguments]);

        result.MustExitWith(0);
        Assert.Equal(expected, result.Output.TrimEnd('\n'));
    }

    [Theory]
    [InlineData("true", 0, "-e", ".")]
    [InlineData("1 null", 1, "-e", ".")]
    [InlineData("1", 4, "-e", "empty")]
    [InlineData("1", 5, "-e", "error")]
    [InlineData("1", 7, "\"bye\" | halt_error(7)")]
    [InlineData("1", 0, "halt")]
    [InlineData("1", 2, "-q", ".")]
    [InlineData("1", 2)]
    [InlineData("1", 2, "--argjson", "x", "{", ".")]
    [InlineData("1", 2, ".", "/does/not/exist")]
    [InlineData("1", 3, ".[")]
    public async Task When_it_ends_then_the_exit_code_is_jqs(string input, int exitCode, params string[] arguments)
    {
        var result = await PipelineProcess.PipeAsync(input, ["jq", .. arguments]);

        result.MustExitWith(exitCode).MustNotSay("   at ");
    }

    [Theory]
    [InlineData("memory (limit 1073741824 bytes of values)", "\"x\" * 1e9 | . + . | length")]
    [InlineData("steps (limit 1000000 steps)", "--mapping-limits", "def f: f; f")]
    public async Task When_a_program_would_not_end_then_it_names_the_limit_that_ended_it(string limit, params string[] arguments)
    {
        var result = await PipelineProcess.PipeAsync("null", ["jq", .. arguments]);

        result.MustExitWith(5).MustSay($"jq budget exceeded: {limit}; --no-limits lifts it");
    }

    [Fact]
    public async Task When_tests_are_run_then_failures_and_counts_are_printed()
    {
        using var file = TextFile.Of("""
            # one that passes
            .a
            {"a":1}
            1

            .[]
            [1,2]
            1

            import "a" as a; .
            1
            1

            %%FAIL
            {
            jq: error: something else
            """);

        var result = await PipelineProcess.RunAsync([], "jq", "--run-tests", file.Path);

        result.MustExitWith(1);
        Assert.Contains("failed, line 6: .[]", result.Output, StringComparison.Ordinal);
        Assert.Contains("must be\n  jq: error: something else", result.Output, StringComparison.Ordinal);
        Assert.EndsWith("1 passed, 2 failed, 1 excluded", result.Output.TrimEnd('\n'), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[.[] | {id: .Id, n: (.Tags // [] | length)}] | sort_by(.id)")]
    [InlineData("map(select(.Id | test(\"^[ab]\")) | .Id) | join(\",\")")]
    [InlineData("[paths(type == \"number\")] | length")]
    [InlineData("to_entries[] | \"\\(.key)=\\(.value.Id)\"")]
    [InlineData("group_by(.Kind)[] | {(.[0].Kind): length}")]
    [InlineData(".[] | .Missing.Deep")]
    [InlineData(".[].Id.x")]
    public async Task When_jq_is_on_the_machine_then_it_answers_the_same(string program)
    {
        const string Input = """[{"Id":"b","Kind":"x","Size":2,"Tags":["t"]},{"Id":"a","Kind":"y","Size":1.5},{"Id":"c","Kind":"x","Size":1e3}]""";
        var expected = await RealJqAsync(program, Input);

        var result = await PipelineProcess.PipeAsync(Input, "jq", program);

        Assert.Equal(expected, (result.Output.TrimEnd('\n'), result.ExitCode));
    }

    private static async Task<(string Output, int ExitCode)> RealJqAsync(string program, string input)
    {
        try
        {
            using var jq = Process.Start(new ProcessStartInfo("jq", ["-c", program])
            {
                RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
            })!;
            await jq.StandardInput.WriteAsync(input);
            jq.StandardInput.Close();
            var output = await jq.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await jq.WaitForExitAsync(TestContext.Current.CancellationToken);
            return (output.TrimEnd('\n'), jq.ExitCode);
        }
        catch (Win32Exception)
        {
            Assert.Skip("There is no jq on this machine.");
            throw;
        }
    }
}
