using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Pipeline.Aws.Tests.Python;

namespace Pipeline.Aws.Tests.Differential;

/// <summary>A moto server of its own for one test.</summary>
internal sealed class MotoServer : IDisposable
{
    private readonly Process _process;

    private MotoServer(int port)
    {
        Url = $"http://127.0.0.1:{port}";
        _process = PythonScript.Start(["-m", "moto.server", "-H", "127.0.0.1", "-p", $"{port}"]);

        // Nobody reads what it logs; a full pipe would stop it.
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Url { get; }

    public static async Task<MotoServer> StartAsync()
    {
        var server = new MotoServer(FreePort());
        await server.ConnectAsync(TimeSpan.FromSeconds(60));
        return server;
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private async Task ConnectAsync(TimeSpan within)
    {
        using var deadline = new CancellationTokenSource(within);
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await poll.WaitForNextTickAsync(deadline.Token))
        {
            try
            {
                using var connection = new TcpClient();
                await connection.ConnectAsync(IPAddress.Loopback, new Uri(Url).Port, deadline.Token);
                return;
            }
            catch (SocketException) when (!_process.HasExited)
            {
                // Not yet: asked again at the next tick.
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
