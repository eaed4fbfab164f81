using System.Net.Sockets;

namespace Pipeline.Hosting.Health;

/// <summary>Asks a process of this machine for its health: an image without a shell has nothing else that could.</summary>
public static class HealthProbe
{
    /// <summary>The word on the command line that asks.</summary>
    public const string Command = "health";

    private const string IngressPort = "APPLICATION__PORT";
    private const string HealthPort = "PIPELINE__HEALTH__PORT";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    /// <summary>Where a process with an environment tells whether it is ready.</summary>
    /// <param name="environment">The environment; only the ports are read, and wrong ones keep the process from starting anyway.</param>
    /// <param name="isApplication">Whether it listens on APPLICATION__PORT when it has no port of its own for health.</param>
    public static Uri AddressOf(IReadOnlyDictionary<string, string?> environment, bool isApplication)
    {
        ArgumentNullException.ThrowIfNull(environment);
        var port = Find(environment, HealthPort) ?? (isApplication ? Find(environment, IngressPort) ?? 8000 : StageHost.DefaultHealthPort);
        return new Uri($"http://127.0.0.1:{port}/health/ready");
    }

    /// <summary>Asks; 0 when the answer is that all is well, else 1 with the answer on standard error.</summary>
    public static async Task<int> AskAsync(Uri address)
    {
        using var handler = new SocketsHttpHandler { UseProxy = false };
        using var client = new HttpClient(handler) { Timeout = Patience };
        try
        {
            using var answer = await client.GetAsync(address);
            if (answer.IsSuccessStatusCode)
            {
                return 0;
            }

            await Console.Error.WriteLineAsync($"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        }
        catch (Exception exception) when (exception is HttpRequestException or SocketException or TaskCanceledException)
        {
            await Console.Error.WriteLineAsync($"{address}: {exception.Message}");
        }

        return 1;
    }

    private static int? Find(IReadOnlyDictionary<string, string?> environment, string variable) =>
        environment.FirstOrDefault(entry => entry.Key.Equals(variable, StringComparison.OrdinalIgnoreCase)).Value is { } text && ushort.TryParse(text, out var port)
            ? port
            : null;
}
