using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Pipeline.Simulator;

namespace Pipeline.EndToEnd.Tests.Program;

/// <summary>What tests ask of a world, and what it must look like when the program is through with it.</summary>
internal static class Worlds
{
    private static readonly HttpClient Client = new();

    /// <summary>Asserts that Port holds every entity, property and relation it must, and no other.</summary>
    public static async Task MustEqualPortAsync(this SimulatedWorld world, ProcessResult result)
    {
        var equality = await world.CompareAsync(TestContext.Current.CancellationToken);

        Assert.True(
            equality.Equal,
            $"{equality.Matching} of {equality.Expected} match. Missing: {string.Join(", ", equality.Missing)}. "
            + $"Different: {string.Join(", ", equality.Different)}. Unexpected: {string.Join(", ", equality.Unexpected)}.\n{result.Said}");
        Assert.True(equality.Matching > 0, $"Nothing is at Port.\n{result.Said}");
    }

    /// <summary>The requests one side answered so far, oldest first.</summary>
    public static async Task<IReadOnlyList<JsonNode>> RequestsAsync(this SimulatedWorld world, string side)
    {
        var address = new Uri(world.PortEndpoint, $"/_simulator/requests?last=100000&side={side}");
        var requests = await Client.GetFromJsonAsync<JsonArray>(address, TestContext.Current.CancellationToken);
        return [.. requests!.Select(request => request!)];
    }

    /// <summary>What Port was told of a run's deletions, word by word: their state, and how many there were.</summary>
    public static async Task<IReadOnlyList<(string State, long Deleted)>> DeletionRowsAsync(this SimulatedWorld world) =>
    [
        .. (await world.RequestsAsync("port"))
            .Where(request => request["path"]!.GetValue<string>().EndsWith("/kind/__reconciliation__", StringComparison.Ordinal))
            .Select(request => JsonNode.Parse(request["body"]!.GetValue<string>())!["syncKindMetrics"]!)
            .Select(row => (
                row["syncState"]!.GetValue<string>(),
                row["metrics"]!["phase"]!["delete"]!["object_count_type"]!["deleted"]!["object_count"]!.GetValue<long>())),
    ];

    /// <summary>How often Port was asked for a route with a method.</summary>
    public static long PortCalls(this SimulatedWorld world, string method, string route) =>
        world.Statistics.Requests.GetValueOrDefault($"port {method} {route}");

    /// <summary>How often Port was asked to write or delete entities, one by one or by the handful.</summary>
    public static long EntityRequests(this SimulatedWorld world) => world.Statistics.Requests
        .Where(request => request.Key.Split(' ') is ["port", not "GET", var route] && Changes(route))
        .Sum(request => request.Value);

    /// <summary>The world's environment with one variable changed; null takes it away.</summary>
    public static IReadOnlyDictionary<string, string> With(this SimulatedWorld world, string variable, string? value) =>
        world.Environment.With(variable, value);

    public static IReadOnlyDictionary<string, string> With(this IReadOnlyDictionary<string, string> environment, string variable, string? value)
    {
        var changed = new Dictionary<string, string>(environment);
        changed.Remove(variable);
        if (value is not null)
        {
            changed[variable] = value;
        }

        return changed;
    }

    /// <summary>Asks Port for a resync, as a person does with the button.</summary>
    public static async Task RequestResyncAsync(this SimulatedWorld world)
    {
        var answer = await Client.PostAsync(new Uri(world.PortEndpoint, "/_simulator/resync-request"), null, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    // What only reads is asked for by POST too.
    private static bool Changes(string route) =>
        route.StartsWith("/v1/blueprints/{blueprint}/", StringComparison.Ordinal) && route.Contains("entities", StringComparison.Ordinal) && !route.EndsWith("/search", StringComparison.Ordinal);
}
