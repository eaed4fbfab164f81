using System.Net;
using System.Net.Sockets;

namespace Pipeline.Chaos.Tests.Proxy;

/// <summary>One connection through the proxy, both ways.</summary>
internal sealed class ProxiedConnection(Socket client, Func<Toxic> toxic, Func<double> chance, Action onAnswer) : IDisposable
{
    private const int BufferBytes = 16 * 1024;
    private static readonly TimeSpan HangCheck = TimeSpan.FromMilliseconds(20);

    private readonly Socket _server = new(SocketType.Stream, ProtocolType.Tcp);
    private long _passed;

    public async Task PassAsync(IPEndPoint target, CancellationToken stopping)
    {
        try
        {
            if (toxic().Refuses)
            {
                return;
            }

            await _server.ConnectAsync(target, stopping);
            var up = PumpAsync(client, _server, stopping);
            var down = PumpAsync(_server, client, stopping);

            // An end is passed on as an end; when one side breaks, the other has to hear of it.
            await await Task.WhenAny(up, down);
            await Task.WhenAll(up, down);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // Broken connections are what this is for.
        }
        finally
        {
            Reset();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Reset();

    /// <summary>Ends both halves with RST, as a host that was restarted does.</summary>
    public void Reset()
    {
        foreach (var socket in new[] { client, _server })
        {
            try
            {
                socket.LingerState = new LingerOption(enable: true, 0);
                socket.Close();
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                // It has ended already.
            }
        }
    }

    private async Task PumpAsync(Socket from, Socket to, CancellationToken stopping)
    {
        var buffer = new byte[BufferBytes];
        while (await from.ReceiveAsync(buffer.AsMemory(0, Slice()), stopping) is var read and > 0)
        {
            await DelayAsync(read, stopping);
            if (from == _server)
            {
                onAnswer();
            }

            _passed += await to.SendAsync(buffer.AsMemory(0, read), stopping);
            if (toxic().LimitBytes is var limit and > 0 && _passed >= limit)
            {
                Reset();
                return;
            }
        }

        to.Shutdown(SocketShutdown.Send);
    }

    private int Slice() => toxic().SliceBytes is var slice and > 0 ? Math.Min(slice, BufferBytes) : BufferBytes;

    private async Task DelayAsync(int bytes, CancellationToken stopping)
    {
        while (toxic().Hangs)
        {
            await Task.Delay(HangCheck, stopping);
        }

        var now = toxic();
        var delay = now.Latency + (now.Jitter * chance());
        if (now.BytesPerSecond > 0)
        {
            delay += TimeSpan.FromSeconds((double)bytes / now.BytesPerSecond);
        }

        if (delay > TimeSpan.Zero)
        {
            await Task.Delay(delay, stopping);
        }
    }
}
