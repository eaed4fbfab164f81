using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Pipeline.Simulator;

namespace Pipeline.Chaos.Tests.Fleet;

/// <summary>Looks at Port, and writes to it, as any client of it may.</summary>
internal sealed class PortReader : IDisposable
{
    private readonly HttpClient _client;

    private PortReader(HttpClient client) => _client = client;

    public static async Task<PortReader> OpenAsync(SimulatedWorld world, string agent = "reader")
    {
        var client = new HttpClient { BaseAddress = world.PortEndpoint };
        client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", agent);
        using var answer = await client.PostAsJsonAsync(
            "/v1/auth/access_token",
            new { clientId = world.Environment["OCEAN__PORT__CLIENT_ID"], clientSecret = world.Environment["OCEAN__PORT__CLIENT_SECRET"] });
        var token = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
        client.DefaultRequestHeaders.Authorization = new("Bearer", token.GetProperty("accessToken").GetString());
        return new PortReader(client);
    }

    /// <summary>Whether an entity is there.</summary>
    public async Task<bool> HasAsync(string blueprint, string identifier)
    {
        using var answer = await _client.GetAsync(new Uri($"/v1/blueprints/{blueprint}/entities/{Uri.EscapeDataString(identifier)}", UriKind.Relative));
        return answer.StatusCode == HttpStatusCode.OK;
    }

    /// <summary>What there is, as text.</summary>
    public async Task<string> ReadAsync(string path)
    {
        using var answer = await _client.GetAsync(new Uri(path, UriKind.Relative));
        return $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}";
    }

    /// <summary>Writes an entity.</summary>
    public async Task WriteAsync(string blueprint, object entity)
    {
        using var answer = await _client.PostAsJsonAsync(new Uri($"/v1/blueprints/{blueprint}/entities?upsert=true", UriKind.Relative), entity);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    public void Dispose() => _client.Dispose();
}
