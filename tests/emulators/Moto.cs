using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Pipeline.Emulators;

/// <summary>moto's server, where it is installed: a second opinion.</summary>
public sealed class Moto : Emulator
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(30);

    private readonly Process _process;

    private Moto(Process process, int port)
    {
        _process = process;
        Address = new Uri($"http://127.0.0.1:{port}");

        // It writes a line for each request: unread, they would fill its pipe and stop it.
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <inheritdoc/>
    public override string Name => "moto";

    /// <inheritdoc/>
    public override Uri Address { get; }

    /// <summary>Starts one on a free port.</summary>
    /// <exception cref="EmulatorUnavailableException">It is not installed.</exception>
    public static async Task<Moto> StartAsync()
    {
        var port = FreePort();
        var process = Tool.Start("moto_server", Path.GetTempPath(), "-H", "127.0.0.1", "-p", port.ToString(CultureInfo.InvariantCulture));
        var moto = new Moto(process, port);
        using var deadline = new CancellationTokenSource(StartTimeout);
        while (!await AnswersAsync(port, deadline.Token))
        {
            if (process.HasExited)
            {
                // A version manager's shim is there on machines where the program is not.
                throw new EmulatorUnavailableException($"moto_server ended with {process.ExitCode}.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), deadline.Token);
        }

        return moto;
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        // A shim may have started the server as a child of its own.
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        await base.DisposeAsync();
    }

    private static async Task<bool> AnswersAsync(int port, CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
