using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Pipeline.Simulator;

namespace Pipeline.EndToEnd.Tests.Program;

/// <summary>A person at Port: reads and changes what is there with the installation's own credentials.</summary>
internal sealed class PortSession : IDisposable
{
    private readonly HttpClient _client;
    private readonly string _integration;

    private PortSession(HttpClient client, string integration) => (_client, _integration) = (client, integration);

    public static async Task<PortSession> OpenAsync(SimulatedWorld world)
    {
        var client = new HttpClient { BaseAddress = new Uri(world.PortEndpoint, "/v1/") };
        var credentials = new JsonObject
        {
            ["clientId"] = world.Environment["OCEAN__PORT__CLIENT_ID"],
            ["clientSecret"] = world.Environment["OCEAN__PORT__CLIENT_SECRET"],
        };
        var answer = await client.PostAsJsonAsync("auth/access_token", credentials, TestContext.Current.CancellationToken);
        var token = await answer.Content.ReadFromJsonAsync<JsonObject>(TestContext.Current.CancellationToken);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token!["accessToken"]!.GetValue<string>());
        return new PortSession(client, world.Environment["OCEAN__INTEGRATION__IDENTIFIER"]);
    }

    /// <summary>The integration of the world's environment; null when there is none.</summary>
    public async Task<JsonNode?> IntegrationAsync()
    {
        using var answer = await _client.GetAsync($"integration/{_integration}", TestContext.Current.CancellationToken);
        return answer.IsSuccessStatusCode
            ? (await answer.Content.ReadFromJsonAsync<JsonObject>(TestContext.Current.CancellationToken))!["integration"]
            : null;
    }

    public async Task<IReadOnlyList<string>> BlueprintsAsync()
    {
        var answer = await _client.GetFromJsonAsync<JsonObject>("blueprints", TestContext.Current.CancellationToken);
        return [.. answer!["blueprints"]!.AsArray().Select(blueprint => blueprint!["identifier"]!.GetValue<string>())];
    }

    public async Task<IReadOnlyList<JsonNode>> EntitiesAsync(string blueprint)
    {
        var answer = await _client.GetFromJsonAsync<JsonObject>($"blueprints/{blueprint}/entities", TestContext.Current.CancellationToken);
        return [.. answer!["entities"]!.AsArray().Select(entity => entity!)];
    }

    public async Task SetMappingAsync(JsonNode mapping)
    {
        var answer = await _client.PatchAsJsonAsync(
            $"integration/{_integration}/config", new JsonObject { ["config"] = mapping.DeepClone() }, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Edits the title of an entity, by what Port takes for this installation: else the next run would miss the entity among its own.</summary>
    public async Task SetTitleAsync(string blueprint, string identifier, string title)
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, $"blueprints/{blueprint}/entities/{Uri.EscapeDataString(identifier)}")
        {
            Content = JsonContent.Create(new JsonObject { ["title"] = title }),
        };
        request.Headers.TryAddWithoutValidation("User-Agent", $"port-ocean/aws/0.1.0/{_integration}/exporter");
        using var answer = await _client.SendAsync(request, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Writes an entity like those that are there: as this installation does, or as a person.</summary>
    public async Task WriteAsync(string blueprint, string identifier, bool asInstallation)
    {
        var like = (await EntitiesAsync(blueprint))[0];
        using var request = new HttpRequestMessage(HttpMethod.Post, $"blueprints/{blueprint}/entities?upsert=true&merge=true")
        {
            Content = JsonContent.Create(new JsonObject
            {
                ["identifier"] = identifier,
                ["title"] = identifier,
                ["properties"] = like["properties"]!.DeepClone(),
                ["relations"] = like["relations"]!.DeepClone(),
            }),
        };
        if (asInstallation)
        {
            request.Headers.TryAddWithoutValidation("User-Agent", $"port-ocean/aws/0.1.0/{_integration}/exporter");
        }

        using var answer = await _client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public async Task DeleteAsync(string blueprint, string identifier)
    {
        using var answer = await _client.DeleteAsync(
            $"blueprints/{blueprint}/entities/{Uri.EscapeDataString(identifier)}?delete_dependents=false", TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    public async Task<string?> TitleAsync(string blueprint, string identifier) =>
        (await EntitiesAsync(blueprint)).Single(entity => entity["identifier"]!.GetValue<string>() == identifier)["title"]?.GetValue<string>();

    public async Task DeleteBlueprintAsync(string blueprint)
    {
        using var answer = await _client.DeleteAsync($"blueprints/{blueprint}", TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    public void Dispose() => _client.Dispose();
}
