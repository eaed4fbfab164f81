using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Pipeline.Simulator;

namespace Pipeline.Chaos.Tests.Fleet;

/// <summary>Looks at Port as any client of it may.</summary>
internal sealed class PortReader : IDisposable
{
    private readonly HttpClient _client;

    private PortReader(HttpClient client) => _client = client;

    public static async Task<PortReader> OpenAsync(SimulatedWorld world)
    {
        var client = new HttpClient { BaseAddress = world.PortEndpoint };
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

    public void Dispose() => _client.Dispose();
}
