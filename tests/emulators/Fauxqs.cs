using System.Diagnostics;
using System.Globalization;

namespace Pipeline.Emulators;

/// <summary>The npm package fauxqs: SQS, SNS and S3 in one Node process. Its messages and queues end with it.</summary>
public sealed class Fauxqs : Emulator
{
    private readonly Process _process;
    private readonly Task<string> _errors;

    private Fauxqs(Process process, int port)
    {
        _process = process;
        // Read all the time: a full pipe would stop it.
        _errors = process.StandardError.ReadToEndAsync();
        Address = new Uri($"http://127.0.0.1:{port}");
    }

    /// <inheritdoc/>
    public override string Name => "fauxqs";

    /// <inheritdoc/>
    public override Uri Address { get; }

    /// <summary>The process it runs in.</summary>
    public int ProcessId => _process.Id;

    private static string Home => NodePackages.Folder;

    /// <summary>Starts one, on a free port unless one is given, after installing the package when it is not yet.</summary>
    /// <exception cref="EmulatorUnavailableException">There is no Node, or the package cannot be installed.</exception>
    public static async Task<Fauxqs> StartAsync(int port = 0)
    {
        await NodePackages.InstallAsync(Home);
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
        if (_process.HasExited)
        {
            await Console.Error.WriteLineAsync($"{Name} at {Address} had ended by itself with {_process.ExitCode}: {await _errors}");
        }

        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
        await base.DisposeAsync();
    }
}
