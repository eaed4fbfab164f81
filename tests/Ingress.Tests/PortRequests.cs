using System.Net.Http.Json;
using System.Text.Json;
using Pipeline.Simulator;

namespace Pipeline.Ingress.Tests;

/// <summary>What reached the Simulator's Port.</summary>
internal static class PortRequests
{
    private static readonly HttpClient Http = new();

    /// <summary>Requests whose path contains a text, oldest first.</summary>
    public static async Task<IReadOnlyList<SeenRequest>> RequestsAsync(this SimulatedWorld world, string path)
    {
        var requests = await Http.GetFromJsonAsync<JsonElement>(
            new Uri(world.PortEndpoint, $"/_simulator/requests?side=port&last=5000&path={Uri.EscapeDataString(path)}"));
        return
        [
            .. requests.EnumerateArray().Select(request => new SeenRequest(
                request.GetProperty("method").GetString()!,
                request.GetProperty("path").GetString()!,
                request.TryGetProperty("body", out var body) && body.ValueKind == JsonValueKind.String ? body.GetString()! : "{}")),
        ];
    }

    /// <summary>Waits until some of these requests satisfy a condition.</summary>
    public static async Task<IReadOnlyList<SeenRequest>> UntilAsync(
        this SimulatedWorld world, string path, Func<IReadOnlyList<SeenRequest>, bool> condition)
    {
        var deadline = TimeProvider.System.GetTimestamp();
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (true)
        {
            var requests = await world.RequestsAsync(path);
            if (condition(requests))
            {
                return requests;
            }

            Assert.True(
                TimeProvider.System.GetElapsedTime(deadline) < TimeSpan.FromSeconds(30),
                $"Of {path} only these came:\n{string.Join('\n', requests.Select(request => $"{request.Method} {request.Path} {request.Body}"))}");
            await pause.WaitForNextTickAsync();
        }
    }
}
