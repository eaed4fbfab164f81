using System.Diagnostics;
using System.Globalization;

namespace Pipeline.Macro;

/// <summary>The Simulator as a process of its own, so that what it uses is not counted as the pipeline's.</summary>
internal sealed class SimulatorProcess : IAsyncDisposable
{
    private readonly Process _process;

    private SimulatorProcess(Process process, IReadOnlyDictionary<string, string> environment) =>
        (_process, Environment) = (process, environment);

    /// <summary>The environment that points a sync at it.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; }

    /// <summary>Where its Port answers, and tells what happened.</summary>
    public Uri Port => new(Environment["OCEAN__PORT__BASE_URL"]);

    /// <summary>Starts an organisation of 3 accounts × 4 regions with three kinds.</summary>
    public static async Task<SimulatorProcess> StartAsync(int resources, CancellationToken cancellationToken)
    {
        var perScope = Estate.ResourcesPerScope(resources).ToString(CultureInfo.InvariantCulture);
        var start = Launcher.Start(
            "simulate", "--aws-port", "0", "--port-port", "0", "--accounts", "3", "--regions", Estate.Regions,
            "--kinds", Estate.Kinds, "--resources", perScope);
        var process = Process.Start(start)!;
        var environment = new Dictionary<string, string>(StringComparer.Ordinal);
        while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line && !line.StartsWith('#'))
        {
            if (line.Split(['=', ' '], 3) is ["export", var name, var value])
            {
                environment[name] = value.Trim('\'');
            }
        }

        return new SimulatorProcess(process, environment);
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
