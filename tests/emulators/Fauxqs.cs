using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace Pipeline.Emulators;

/// <summary>The npm package fauxqs: SQS, SNS and S3 in one Node process. Its messages and queues end with it.</summary>
public sealed class Fauxqs : Emulator
{
    private readonly Process _process;

    private Fauxqs(Process process, int port)
    {
        _process = process;
        Address = new Uri($"http://127.0.0.1:{port}");
    }

    /// <inheritdoc/>
    public override string Name => "fauxqs";

    /// <inheritdoc/>
    public override Uri Address { get; }

    /// <summary>The process it runs in.</summary>
    public int ProcessId => _process.Id;

    private static string Home =>
        typeof(Fauxqs).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "Emulators").Value!;

    /// <summary>Starts one, on a free port unless one is given, after installing the package when it is not yet.</summary>
    /// <exception cref="EmulatorUnavailableException">There is no Node, or the package cannot be installed.</exception>
    public static async Task<Fauxqs> StartAsync(int port = 0)
    {
        await InstallAsync();
        var process = Tool.Start("node", Home, "fauxqs.mjs", port.ToString(CultureInfo.InvariantCulture));
        if (int.TryParse(await process.StandardOutput.ReadLineAsync(), CultureInfo.InvariantCulture, out var listening))
        {
            return new Fauxqs(process, listening);
        }

        var reason = await process.StandardError.ReadToEndAsync();
        process.Dispose();
        throw new InvalidOperationException($"fauxqs did not start: {reason}");
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
        await base.DisposeAsync();
    }

    // Several test processes may find the package missing at once; npm cannot do the same thing twice at a time.
    private static async Task InstallAsync()
    {
        var done = Path.Combine(Home, "node_modules", ".package-lock.json");
        if (File.Exists(done))
        {
            return;
        }

        await using var only = await LockAsync();
        if (!File.Exists(done))
        {
            await Tool.RunAsync("npm", Home, "ci", "--no-audit", "--no-fund", "--ignore-scripts");
        }
    }

    private static async Task<FileStream> LockAsync()
    {
        while (true)
        {
            try
            {
                return new FileStream(
                    Path.Combine(Path.GetTempPath(), "pipeline-emulators.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            }
            catch (IOException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200));
            }
        }
    }
}
