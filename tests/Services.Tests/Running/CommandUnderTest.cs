using System.Collections.Concurrent;
using System.Diagnostics;

namespace Pipeline.Services.Tests.Running;

/// <summary>The command line as a process.</summary>
internal sealed class CommandUnderTest : IAsyncDisposable
{
    private static readonly string[] Configuration = ["OCEAN__", "APPLICATION__", "PIPELINE_", "AWS_"];

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly ConcurrentQueue<string> _errors = new();

    private CommandUnderTest(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => _output.Enqueue(line.Data ?? string.Empty);
        process.ErrorDataReceived += (_, line) => _errors.Enqueue(line.Data ?? string.Empty);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Output => string.Join('\n', _output).Trim();

    public string Said => $"{Output}\n{string.Join('\n', _errors)}";

    public static CommandUnderTest Start(IReadOnlyDictionary<string, string?> environment, params string[] arguments)
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        var name = OperatingSystem.IsWindows() ? "Pipeline.Standalone.exe" : "Pipeline.Standalone";
        var start = new ProcessStartInfo(Path.Combine(here.Parent!.Parent!.FullName, "Standalone", here.Name, name), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var inherited in start.Environment.Keys.Where(variable => Configuration.Any(prefix => variable.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))).ToList())
        {
            start.Environment.Remove(inherited);
        }

        foreach (var (variable, value) in environment)
        {
            start.Environment[variable] = value;
        }

        return new CommandUnderTest(Process.Start(start)!);
    }

    /// <summary>Runs it to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Said)> RunAsync(IReadOnlyDictionary<string, string?> environment, params string[] arguments)
    {
        await using var command = Start(environment, arguments);
        return (await command.ExitAsync(), command.Output, command.Said);
    }

    public async Task<int> ExitAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(8));
        return _process.ExitCode;
    }

    /// <summary>What the kernel does to a process that has too much memory.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }
}
