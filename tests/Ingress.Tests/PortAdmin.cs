using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Pipeline.Simulator;

namespace Pipeline.Ingress.Tests;

/// <summary>Somebody else who uses the same Port.</summary>
internal sealed class PortAdmin : IDisposable
{
    private readonly HttpClient _http;

    private PortAdmin(HttpClient http) => _http = http;

    public static async Task<PortAdmin> StartAsync(SimulatedWorld world)
    {
        var http = new HttpClient { BaseAddress = world.PortEndpoint };
        using var answer = await http.PostAsJsonAsync(
            "/v1/auth/access_token",
            new { clientId = world.Environment["OCEAN__PORT__CLIENT_ID"], clientSecret = world.Environment["OCEAN__PORT__CLIENT_SECRET"] });
        var token = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return new PortAdmin(http);
    }

    public async Task PostAsync(string path, string body, string? userAgent = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("User-Agent", userAgent ?? "a-person");
        using var answer = await _http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
    }

    public Task<JsonElement> GetAsync(string path) => _http.GetFromJsonAsync<JsonElement>(path)!;

    public void Dispose() => _http.Dispose();
}
