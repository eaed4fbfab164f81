using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;

namespace Pipeline.Services.Tests.Running;

/// <summary>A stage's own program as a process.</summary>
internal sealed class StageUnderTest : IAsyncDisposable
{
    private static readonly string[] Configuration = ["OCEAN__", "APPLICATION__", "PIPELINE_", "AWS_"];

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _log = new();
    private readonly Uri _address;

    private StageUnderTest(Process process, int port)
    {
        _process = process;
        _address = new Uri($"http://127.0.0.1:{port}");
        process.OutputDataReceived += (_, line) => _log.Enqueue(line.Data ?? string.Empty);
        process.ErrorDataReceived += (_, line) => _log.Enqueue(line.Data ?? string.Empty);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Log => string.Join('\n', _log.TakeLast(60));

    public bool HasExited => _process.HasExited;

    /// <summary>Starts a stage of an installation, by the name of its project.</summary>
    public static StageUnderTest Start(string stage, InstallationUnderTest installation, params (string Name, string Value)[] variables) =>
        Start(stage, installation.With(variables).ToDictionary(variable => variable.Key, variable => variable.Value ?? string.Empty));

    /// <summary>Starts a stage with an environment, listening on a port that is free.</summary>
    public static StageUnderTest Start(string stage, IReadOnlyDictionary<string, string> environment)
    {
        var port = FreePort.Find();
        var start = new ProcessStartInfo(ProgramPath(stage)) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var inherited in start.Environment.Keys.Where(IsConfiguration).ToList())
        {
            start.Environment.Remove(inherited);
        }

        var own = stage == "Ingress" ? "APPLICATION__PORT" : "PIPELINE__HEALTH__PORT";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        start.Environment[own] = $"{port}";

        if (stage == "Ingress")
        {
            start.Environment.Remove("PIPELINE__HEALTH__PORT");
        }

        return new StageUnderTest(Process.Start(start)!, port);
    }

    /// <summary>Asks one of its routes.</summary>
    public async Task<(HttpStatusCode Status, string Body)> GetAsync(string path)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
        try
        {
            using var answer = await client.GetAsync(new Uri(_address, path));
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            return (0, exception.Message);
        }
    }

    /// <summary>Asks one of its routes for something, with a key.</summary>
    public async Task<(HttpStatusCode Status, string Body)> PostAsync(string path, string key)
    {
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", key);
        using var answer = await client.PostAsync(new Uri(_address, path), null);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    public Task ReadyAsync()
    {
        var body = string.Empty;
        return Eventually.TrueAsync(
            async () =>
            {
                (var status, body) = await GetAsync("/health/ready");
                return status == HttpStatusCode.OK;
            },
            () => $"{body}\n{Log}");
    }

    /// <summary>What a container platform sends to end a process. Answers how long the end took and the exit code.</summary>
    public async Task<(TimeSpan Took, int ExitCode)> TerminateAsync()
    {
        var clock = Stopwatch.StartNew();
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        return (clock.Elapsed, _process.ExitCode);
    }

    /// <summary>Waits until it has ended by itself, and answers its exit code.</summary>
    public async Task<int> EndedAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(120));
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

    private static bool IsConfiguration(string variable) =>
        Configuration.Any(prefix => variable.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    private static string ProgramPath(string stage)
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        var name = $"Pipeline.{stage}{(OperatingSystem.IsWindows() ? ".exe" : string.Empty)}";
        return Path.Combine(here.Parent!.Parent!.FullName, stage, here.Name, name);
    }
}
