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

    [Fact]
    public async Task When_a_program_fails_on_an_input_then_what_came_before_and_after_is_printed_and_the_exit_code_is_5()
    {
        var result = await PipelineProcess.PipeAsync("{\"a\":1} 2 {\"a\":3}", "jq", ".a");

        result.MustExitWith(5).MustSay("Cannot index number");
        Assert.Equal("1\n3", result.Output.TrimEnd('\n'));
    }

    [Fact]
    public async Task When_a_program_does_not_compile_then_the_position_is_said_and_the_exit_code_is_3()
    {
        var result = await PipelineProcess.PipeAsync("1", "jq", ".a |\n nosuch(1)");

        result.MustExitWith(3).MustSay("nosuch/1").MustSay("line 2, column 2");
    }

    [Fact]
    public async Task When_the_input_is_no_json_then_the_position_is_said_and_the_exit_code_is_2()
    {
        var result = await PipelineProcess.PipeAsync("{\"a\":1} {x", "jq", ".a");

        result.MustExitWith(2).MustSay("not JSON").MustSay("line 1");
        Assert.Equal("1", result.Output.TrimEnd('\n'));
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
