using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Pipeline.Chaos.Tests.Proxy;

/// <summary>A TCP proxy on loopback that passes bytes on as a bad network does. What is drawn by chance comes from a seed.</summary>
internal sealed class FaultProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<ProxiedConnection, Task> _connections = new();
    private readonly IPEndPoint _target;
    private readonly Random _chance;
    private readonly Task _accepting;
    private volatile Toxic _toxic = Toxic.None;

    private FaultProxy(IPEndPoint target, int seed)
    {
        _target = target;
        _chance = new Random(seed);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Where it listens.</summary>
    public Uri Address => new($"http://{_listener.LocalEndpoint}");

    /// <summary>Connections it took so far.</summary>
    public int Accepted { get; private set; }

    /// <summary>What happens to connections from now on, those under way included.</summary>
    public Toxic Toxic
    {
        get => _toxic;
        set => _toxic = value;
    }

    /// <summary>Called when the target has answered something, before that is passed on.</summary>
    public Action? OnAnswer { get; set; }

    public static FaultProxy Before(Uri target, int seed = 1) => new(IPEndPoint.Parse(target.Authority), seed);

    /// <summary>Resets every connection that is open now.</summary>
    public void ResetAll()
    {
        foreach (var connection in _connections.Keys)
        {
            connection.Reset();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        ResetAll();
        await _accepting;
        await Task.WhenAll(_connections.Values);
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                var client = await _listener.AcceptSocketAsync(_stopping.Token);
                Accepted++;
                var connection = new ProxiedConnection(client, () => _toxic, Draw, () => OnAnswer?.Invoke());
                _connections[connection] = PassAsync(connection);
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // Stopping ends the loop; one that went away before it was taken does not.
            }
        }
    }

    private async Task PassAsync(ProxiedConnection connection)
    {
        using (connection)
        {
            await connection.PassAsync(_target, _stopping.Token);
        }

        _connections.TryRemove(connection, out _);
    }

    private double Draw()
    {
        lock (_chance)
        {
            return _chance.NextDouble();
        }
    }
}
