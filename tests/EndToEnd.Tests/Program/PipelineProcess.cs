using System.Collections.Concurrent;
using System.Diagnostics;

namespace Pipeline.EndToEnd.Tests.Program;

/// <summary>The built program as a process, with an environment of its own.</summary>
internal sealed class PipelineProcess : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    private static readonly string[] Configuration = ["OCEAN__", "APPLICATION__", "PIPELINE_", "AWS_"];

    private readonly Process _process;
    private readonly string _home;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly ConcurrentQueue<string> _output = new();
    private readonly ConcurrentQueue<string> _errors = new();

    static PipelineProcess() => InterruptSignal.StopIgnoring();

    private PipelineProcess(Process process, string home)
    {
        (_process, _home) = (process, home);
        process.OutputDataReceived += (_, line) => _output.Enqueue(line.Data ?? string.Empty);
        process.ErrorDataReceived += (_, line) => _errors.Enqueue(line.Data ?? string.Empty);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>The program.</summary>
    public static string Executable { get; } = ProgramPath();

    /// <summary>Whether it has begun to store anything in a home of its own.</summary>
    public bool HasTakenItsHome => Directory.EnumerateFileSystemEntries(_home).Any();

    /// <summary>A file in the home of its own, where it lies on a file system that only the process sees.</summary>
    public string InHome(string file) => $"/proc/{_process.Id}/root{_home}/{file}";

    public string Output => string.Join('\n', _output);

    public string Errors => string.Join('\n', _errors);

    public static PipelineProcess Start(IEnumerable<KeyValuePair<string, string>> environment, params IEnumerable<string> arguments) =>
        Start(new ProcessStartInfo(Executable, arguments), environment);

    /// <summary>Starts the program as something else starts it.</summary>
    /// <param name="start">What is executed, and is in the end the program itself.</param>
    /// <param name="environment">The environment.</param>
    public static PipelineProcess Start(ProcessStartInfo start, IEnumerable<KeyValuePair<string, string>> environment)
    {
        (start.RedirectStandardOutput, start.RedirectStandardError, start.RedirectStandardInput) = (true, true, true);
        foreach (var inherited in start.Environment.Keys.Where(IsConfiguration).ToList())
        {
            start.Environment.Remove(inherited);
        }

        // Each process remembers nothing of others, unless the test gives it a home.
        var home = Directory.CreateTempSubdirectory("pipeline-home-").FullName;
        start.Environment["PIPELINE_HOME"] = home;
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new PipelineProcess(Process.Start(start)!, home);
    }

    /// <summary>Waits until the program has said some words.</summary>
    public Task HasSaidAsync(string words) => Eventually.TrueAsync(
        () => Task.FromResult(Output.Contains(words, StringComparison.Ordinal) || Errors.Contains(words, StringComparison.Ordinal)),
        () => $"It did not say '{words}', but:\n{Output}\n{Errors}");

    /// <summary>Runs the program to its end, with a text as its standard input.</summary>
    public static async Task<ProcessResult> PipeAsync(string input, params IEnumerable<string> arguments)
    {
        await using var process = Start([], arguments);
        await process._process.StandardInput.WriteAsync(input);
        process._process.StandardInput.Close();
        return await process.ExitAsync();
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

        return new ProcessResult(_process.ExitCode, Output, Errors, _clock.Elapsed);
    }

    /// <summary>What a container platform sends to end a process.</summary>
    public Task TerminateAsync() => SignalAsync("TERM");

    /// <summary>What a machine that fails does: nothing more is said or written.</summary>
    public Task KillAsync() => SignalAsync("KILL");

    /// <summary>What Ctrl+C sends.</summary>
    public Task InterruptAsync() => SignalAsync("INT");

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        Directory.Delete(_home, recursive: true);
    }

    // What the machine that runs the tests happens to be configured with is not part of a test.
    private static bool IsConfiguration(string variable) =>
        Configuration.Any(prefix => variable.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    private static string ProgramPath()
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        var name = OperatingSystem.IsWindows() ? "Pipeline.Standalone.exe" : "Pipeline.Standalone";
        return Path.Combine(here.Parent!.Parent!.FullName, "Standalone", here.Name, name);
    }

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
        Assert.Equal(0, kill.ExitCode);
    }
}
