using System.Text.Json;
using Pipeline.Ledger;

namespace Pipeline.PortWriter.Tests;

/// <summary>What became of it, in the ledger and at Port.</summary>
internal sealed partial class StageUnderTest
{
    /// <summary>Waits for the run's end and gives the run as it was left.</summary>
    public async Task<RunSnapshot> EndAsync()
    {
        await Eventually.TrueAsync(() => !Finished.IsEmpty);
        return await RunAsync();
    }

    /// <summary>Waits for a run's end and gives the run as it was left.</summary>
    public async Task<RunSnapshot> EndAsync(Guid runId)
    {
        await Eventually.TrueAsync(() => Finished.Any(finished => finished.RunId == runId));
        return (await Ledger.FindRunAsync(runId, Token))!;
    }

    public async Task<RunSnapshot> RunAsync() => (await Ledger.FindRunAsync(Sample.RunId, Token))!;

    public async Task<IReadOnlyDictionary<string, JsonElement>> EntitiesAsync(string blueprint = "service")
    {
        var all = JsonElement.Parse("""{"combinator":"and","rules":[]}""");
        var entities = await Port.SearchAsync(blueprint, all, [], Token).ToListAsync(Token);
        return entities.ToDictionary(entity => entity.GetProperty("identifier").GetString()!);
    }

    public async Task<IReadOnlyList<string>> IdentifiersAsync(string blueprint = "service") =>
        [.. (await EntitiesAsync(blueprint)).Keys.Order(StringComparer.Ordinal)];

    /// <summary>The paths that Port was asked for.</summary>
    public async Task<IReadOnlyList<string>> RequestsAsync()
    {
        using var http = new HttpClient();
        using var requests = JsonDocument.Parse(await http.GetStringAsync(new Uri(World.PortEndpoint, "/_simulator/requests?last=10000"), Token));
        return [.. requests.RootElement.EnumerateArray().Select(request => request.GetProperty("path").GetString()!)];
    }
}
