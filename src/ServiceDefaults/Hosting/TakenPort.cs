using System.Net;
using System.Net.Sockets;

namespace Pipeline.ServiceDefaults.Hosting;

/// <summary>A port that an application was to listen on and cannot.</summary>
/// <param name="Port">The port.</param>
/// <param name="Reason">What the system says.</param>
public sealed record TakenPort(int Port, string Reason)
{
    /// <summary>
    /// Looks whether an application could listen; null when it can. Asked before anything begins: the server is the last
    /// to start, when loops have begun to work that would have to be stopped again.
    /// </summary>
    public static TakenPort? Find(PipelineSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        int?[] ports = [settings.Application.Port, settings.SeparateHealthPort()];
        return ports.OfType<int>().Select(Find).FirstOrDefault(taken => taken is not null);
    }

    private static TakenPort? Find(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Any, port);
            listener.Start();
            return null;
        }
        catch (SocketException exception)
        {
            return new TakenPort(port, exception.Message);
        }
    }
}
