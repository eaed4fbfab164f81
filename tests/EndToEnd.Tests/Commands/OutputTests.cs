using System.Diagnostics;
using Pipeline.EndToEnd.Tests.Program;

namespace Pipeline.EndToEnd.Tests.Commands;

public sealed class OutputTests
{
    [Theory]
    [InlineData("> /dev/full")]
    [InlineData(">&-")]
    [InlineData("| head -n 1")]
    public async Task When_standard_output_cannot_be_written_then_the_run_is_done_all_the_same(string redirection)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs a shell and /dev/full");
        await using var world = await Estate.SmallAsync();
        using var home = new TemporaryHome();
        var start = new ProcessStartInfo("bash", ["-c", $"\"$0\" sync {redirection}; exit \"${{PIPESTATUS[0]}}\"", PipelineProcess.Executable])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in home.AddedTo(world.Environment))
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var errors = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(process.ExitCode == 0, errors);
        Assert.True((await world.CompareAsync(TestContext.Current.CancellationToken)).Equal);
    }
}
