using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Pipeline.Simulator.Tests.Port;

/// <summary>Calls a world's Port side as an integration does.</summary>
internal sealed class PortCaller : IDisposable
{
    public const string Exporter = "port-ocean/aws/0.1.0/simulated-aws/exporter";

    private readonly HttpClient http;

    private PortCaller(SimulatedWorld world, string agent)
    {
        http = new() { BaseAddress = world.PortEndpoint };
        http.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", agent);
    }

    /// <summary>Called with every answer: method, path without query, status, body.</summary>
    public Action<HttpMethod, string, int, string>? OnAnswer { get; set; }

    public static PortCaller Anonymous(SimulatedWorld world) => new(world, Exporter);

    public static async Task<PortCaller> StartAsync(SimulatedWorld world, string agent = Exporter)
    {
        var caller = new PortCaller(world, agent);
        var token = await caller.TokenAsync(world);
        caller.Bearer(token.Body.GetProperty("accessToken").GetString()!);
        return caller;
    }

    public Task<PortAnswer> TokenAsync(SimulatedWorld world) => PostAsync(
        "/v1/auth/access_token",
        new { clientId = world.Environment["OCEAN__PORT__CLIENT_ID"], clientSecret = world.Environment["OCEAN__PORT__CLIENT_SECRET"] });

    public void Bearer(string token) => http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);

    public Task<PortAnswer> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null);

    public Task<PortAnswer> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path, null);

    public Task<PortAnswer> PostAsync(string path, object body) => SendAsync(HttpMethod.Post, path, Json(body));

    public Task<PortAnswer> PatchAsync(string path, object body) => SendAsync(HttpMethod.Patch, path, Json(body));

    public Task<PortAnswer> PutAsync(string path, object body) => SendAsync(HttpMethod.Put, path, Json(body));

    public Task<PortAnswer> UpsertAsync(string blueprint, string query, params object[] entities) => PostAsync(
        $"/v1/blueprints/{blueprint}/entities/bulk?upsert=true&{query}",
        new { entities = entities.Select(entity => entity is string text ? JsonSerializer.Deserialize<JsonElement>(text) : entity) });

    public async Task<PortAnswer> SendAsync(HttpMethod method, string path, string? body)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        OnAnswer?.Invoke(method, path.Split('?')[0], (int)answer.StatusCode, text);
        return new((int)answer.StatusCode, text, answer.Headers.ToDictionary(header => header.Key, header => header.Value.First(), StringComparer.OrdinalIgnoreCase));
    }

    public void Dispose() => http.Dispose();

    private static string Json(object body) => body as string ?? JsonSerializer.Serialize(body);
}
