using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Pipeline.EndToEnd.Tests.Program;

/// <summary>The built program as a process, with an environment of its own.</summary>
internal sealed partial class PipelineProcess : IAsyncDisposable
{
    private const int Terminate = 15;
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly ConcurrentQueue<string> _errors = new();

    private PipelineProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => _output.Enqueue(line.Data ?? string.Empty);
        process.ErrorDataReceived += (_, line) => _errors.Enqueue(line.Data ?? string.Empty);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Output => string.Join('\n', _output);

    public string Errors => string.Join('\n', _errors);

    public static PipelineProcess Start(IEnumerable<KeyValuePair<string, string>> environment, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(ProgramPath(), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var inherited in start.Environment.Keys.Where(IsConfiguration).ToList())
        {
            start.Environment.Remove(inherited);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new PipelineProcess(Process.Start(start)!);
    }

    /// <summary>Runs the program to its end.</summary>
    public static async Task<ProcessResult> RunAsync(IEnumerable<KeyValuePair<string, string>> environment, params IEnumerable<string> arguments)
    {
        await using var process = Start(environment, arguments);
        return await process.ExitAsync();
    }

    public async Task<ProcessResult> ExitAsync()
    {
        using var deadline = new CancellationTokenSource(Deadline);
        try
        {
            await _process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"The program did not end within {Deadline}. It said:\n{Output}\n{Errors}");
        }

        return new ProcessResult(_process.ExitCode, Output, Errors);
    }

    public void SendTerminate() => Assert.Equal(0, Kill(_process.Id, Terminate));

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    // What the machine that runs the tests happens to be configured with is not part of a test.
    private static bool IsConfiguration(string variable) =>
        new[] { "OCEAN__", "APPLICATION__", "PIPELINE_", "AWS_" }.Any(prefix => variable.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    private static string ProgramPath()
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        var name = OperatingSystem.IsWindows() ? "Pipeline.Standalone.exe" : "Pipeline.Standalone";
        return Path.Combine(here.Parent!.Parent!.FullName, "Standalone", here.Name, name);
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int process, int signal);
}
