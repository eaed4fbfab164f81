using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Pipeline.Simulator.Changes;

namespace Pipeline.Simulator.Tests.Changes;

/// <summary>Events about changes reach who is named for them, until they are taken.</summary>
public sealed class DeliveryTests
{
    private const string Kind = "AWS::Lambda::Function";
    private static readonly CancellationToken Cancelled = TestContext.Current.CancellationToken;

    [Fact]
    public async Task AChange_MadeOverTheControlRoute_IsSentAsBothContractsHaveIt()
    {
        var bodies = new ConcurrentQueue<(string? Key, JsonElement Body)>();
        await using var hook = await LoopbackServer.StartAsync(async context =>
            bodies.Enqueue((context.Request.Headers["x-port-aws-ocean-api-key"], await JsonSerializer.DeserializeAsync<JsonElement>(context.Request.Body))));
        await using var world = await SimulatedWorld.StartAsync(new() { Kinds = [Kind] }, Cancelled);
        using var http = new HttpClient { BaseAddress = world.AwsEndpoint };
        var change = new
        {
            what = "changed", kind = Kind, accountId = world.InstallationAccountId, region = "us-east-1",
            identifier = world.IdentifierOf(Kind, world.InstallationAccountId, "us-east-1", 0),
        };

        await PostAsync(http, "/_simulator/events", new { webhook = hook.Url, webhookKey = "secret", form = "mixed" });
        await PostAsync(http, "/_simulator/changes", change);
        await PostAsync(http, "/_simulator/changes", change);
        await Eventually.TrueAsync(() => bodies.Count == 2);

        Assert.All(bodies, body => Assert.Equal("secret", body.Key));
        var envelope = bodies.Single(body => body.Body.TryGetProperty("detail-type", out _)).Body;
        Assert.Equal("UpdateFunctionConfiguration20150331v2", envelope.GetProperty("detail").GetProperty("eventName").GetString());
        Assert.Equal(world.InstallationAccountId, envelope.GetProperty("account").GetString());
        Assert.Equal(change.identifier, bodies.Single(body => body.Body.TryGetProperty("resource_type", out _)).Body.GetProperty("identifier").GetString());
    }

    [Theory]
    [InlineData(503, 2, 0)]
    [InlineData(429, 2, 0)]
    [InlineData(401, 0, 1)]
    public async Task ARefusedEvent_IsSentAgainOnlyIfThatMayHelp(int status, int repeated, int lost)
    {
        var attempts = 0;
        await using var hook = await LoopbackServer.StartAsync(context =>
        {
            context.Response.StatusCode = Interlocked.Increment(ref attempts) <= 2 ? status : 202;
            return Task.CompletedTask;
        });
        await using var world = await SimulatedWorld.StartAsync(new() { Kinds = [Kind], Events = new EventTarget { Webhook = new Uri(hook.Url) } }, Cancelled);

        world.CreateResource(Kind, world.InstallationAccountId, "us-east-1");
        await Eventually.TrueAsync(() => world.Changes.Events.Waiting == 0);

        Assert.Equal((repeated, lost, 1 - lost), (world.Changes.Events.Repeated, world.Changes.Events.Lost, world.Changes.Events.Delivered));
    }

    [Fact]
    public async Task ABadRequest_IsRefusedInWords()
    {
        await using var world = await SimulatedWorld.StartAsync(new() { Kinds = [Kind] }, Cancelled);
        using var http = new HttpClient { BaseAddress = world.AwsEndpoint };

        using var unknown = await http.PostAsync("/_simulator/changes", new StringContent("""{"what":"deleted","kind":"AWS::Lambda::Function","accountId":"1"}""", Encoding.UTF8), Cancelled);
        using var nonsense = await http.PostAsync("/_simulator/churn", new StringContent("[", Encoding.UTF8), Cancelled);

        Assert.Equal((StatusCodes.Status400BadRequest, StatusCodes.Status400BadRequest), ((int)unknown.StatusCode, (int)nonsense.StatusCode));
        Assert.Contains("identifier", await unknown.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
    }

    private static async Task PostAsync(HttpClient http, string path, object body)
    {
        using var answer = await http.PostAsync(path, new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json"), Cancelled);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancelled));
    }
}
