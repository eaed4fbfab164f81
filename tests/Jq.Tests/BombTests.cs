using System.Diagnostics;

namespace Pipeline.Jq.Tests;

public sealed class BombTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    // 512 MB, in hexadecimal as .NET reads it: a bomb that takes more ends the process.
    private const string HeapLimit = "20000000";

    [Fact]
    public async Task Bombs_AllInOneProcess_EachNamesItsLimitAndTheProcessIsWellAfterwards()
    {
        var folder = AppContext.BaseDirectory.Replace("Jq.Tests", "Jq.Fuzz", StringComparison.Ordinal);
        var start = new ProcessStartInfo(Path.Combine(folder, "Pipeline.Jq.Fuzz"), ["bombs"]) { RedirectStandardOutput = true };
        start.Environment["DOTNET_GCHeapHardLimit"] = HeapLimit;
        using var process = Process.Start(start)!;
        string said;
        try
        {
            said = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken).WaitAsync(Deadline, TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }

        output.WriteLine(said);
        Assert.DoesNotContain("BAD", said, StringComparison.Ordinal);
        Assert.Equal(0, process.ExitCode);
    }
}
