using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Pipeline.Chaos.Tests.Fleet;

/// <summary>One stage as a process, started as often as it takes.</summary>
internal sealed class ServiceProcess(string stage, IReadOnlyDictionary<string, string> environment) : IAsyncDisposable
{
    private const int LinesKept = 60;
    private static readonly string[] Configuration = ["OCEAN__", "APPLICATION__", "PIPELINE_", "AWS_"];

    private readonly ConcurrentQueue<string> _log = new();
    private readonly int _port = FreePort();
    private Process? _process;

    public string Stage => stage;

    /// <summary>Where it answers: webhook, health and metrics.</summary>
    public Uri Address => new($"http://127.0.0.1:{_port}");

    /// <summary>The last lines that it wrote.</summary>
    public string Log => string.Join('\n', _log);

    /// <summary>When it wrote its last line, by its own clock.</summary>
    public DateTimeOffset LastWrote => _log.Reverse()
        .Select(line => DateTimeOffset.TryParse(line.Split(' ')[0], CultureInfo.InvariantCulture, out var at) ? at : default)
        .FirstOrDefault(at => at != default);

    /// <summary>Ends that nobody asked for.</summary>
    public int Crashes { get; private set; }

    /// <summary>Bytes of memory it uses now.</summary>
    public long ResidentBytes
    {
        get
        {
            _process!.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Files, sockets and pipes it has open now.</summary>
    public int Handles
    {
        get
        {
            _process!.Refresh();
            return _process.HandleCount;
        }
    }

    /// <summary>Threads it has now.</summary>
    public int Threads
    {
        get
        {
            _process!.Refresh();
            return _process.Threads.Count;
        }
    }

    public void Start()
    {
        Crashes += _process is { HasExited: true, ExitCode: not (0 or 137) } ? 1 : 0;
        var start = new ProcessStartInfo(ProgramPath()) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var inherited in start.Environment.Keys.Where(IsConfiguration).ToList())
        {
            start.Environment.Remove(inherited);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        start.Environment[stage == "Ingress" ? "APPLICATION__PORT" : "PIPELINE__HEALTH__PORT"] = _port.ToString(CultureInfo.InvariantCulture);
        _process?.Dispose();
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Whether it runs.</summary>
    public bool Runs => _process is { HasExited: false };

    /// <summary>Ends it with SIGKILL: nothing of it gets to finish anything.</summary>
    public async Task KillAsync()
    {
        if (_process is { HasExited: false } process)
        {
            process.Kill();
            await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
        }
    }

    /// <summary>Ends it as a container platform does, and answers how long it took and its exit code.</summary>
    public async Task<(TimeSpan Took, int ExitCode)> TerminateAsync()
    {
        var clock = Stopwatch.StartNew();
        using var kill = Process.Start("kill", ["-TERM", $"{_process!.Id}"]);
        await kill.WaitForExitAsync();
        await _process.WaitForExitAsync();
        return (clock.Elapsed, _process.ExitCode);
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process?.Dispose();
    }

    private static bool IsConfiguration(string variable) =>
        Configuration.Any(prefix => variable.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    // A stack is dozens of lines in one, and a failure shows the logs of four.
    private void Keep(string? line)
    {
        _log.Enqueue(line is { Length: > 500 } ? line[..500] : line ?? string.Empty);
        while (_log.Count > LinesKept)
        {
            _log.TryDequeue(out _);
        }
    }

    private string ProgramPath()
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(here.Parent!.Parent!.FullName, stage, here.Name, $"Pipeline.{stage}");
    }
}
