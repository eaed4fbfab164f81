using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Amazon.Runtime;
using Pipeline.Ledger.Tables.DynamoDb;

[assembly: AssemblyFixture(typeof(Pipeline.Ledger.Tests.Tables.MotoServer))]

namespace Pipeline.Ledger.Tests.Tables;

/// <summary>An emulator of DynamoDB on loopback, started by the first test that needs it. Tests are skipped where it is not installed.</summary>
public sealed class MotoServer : IAsyncDisposable
{
    /// <summary>What it does otherwise than DynamoDB, seen on a busy machine: two of many additions at once gave one number.</summary>
    public const string NotAtomic = "moto reads and writes a counter in two steps, so callers at the same time are not tested with it.";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly SemaphoreSlim _starting = new(1);
    private readonly int _port = FreePort();
    private Process? _process;

    /// <summary>A table of the test's own.</summary>
    internal async Task<DynamoDbLedgerTable> TableAsync(string name, TimeProvider time, string prefix = "")
    {
        await StartAsync();
        var options = new DynamoDbOptions
        {
            Table = name,
            Prefix = prefix,
            Endpoint = new Uri($"http://127.0.0.1:{_port}"),
            Region = "eu-west-1",
        };
        return new DynamoDbLedgerTable(options, new BasicAWSCredentials("test", "test"), new PassingTime(time), () => 0.5);
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process?.Dispose();
        _starting.Dispose();
    }

    private async Task StartAsync()
    {
        await _starting.WaitAsync();
        try
        {
            _process ??= await TryStartAsync();
        }
        finally
        {
            _starting.Release();
        }

        Assert.SkipWhen(_process is null, "moto_server is not installed: the DynamoDB store is not tested on this machine.");
    }

    private async Task<Process?> TryStartAsync()
    {
        Process process;
        try
        {
            process = Process.Start(new ProcessStartInfo("moto_server", ["-H", "127.0.0.1", "-p", $"{_port}"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }

        // Nobody reads what it says of every request; a full pipe would stop it.
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await ListensAsync();
        return process;
    }

    private async Task ListensAsync()
    {
        var waited = Stopwatch.StartNew();
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (true)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, _port);
                return;
            }
            catch (SocketException) when (waited.Elapsed < Patience)
            {
                await pause.WaitForNextTickAsync();
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    // A test's clock may stand still, but the pauses before a request is made again must pass: a loaded moto lets some time out.
    private sealed class PassingTime(TimeProvider now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now.GetUtcNow();
    }
}
