using System.Net;
using System.Text;
using Pipeline.Ingress.Tests.LiveEvents;
using Pipeline.Ingress.Webhook;
using Pipeline.ServiceDefaults;
using Pipeline.Simulator;

namespace Pipeline.Ingress.Tests.Webhook;

public sealed class WebhookKeyTests : IAsyncLifetime
{
    private SimulatedWorld _world = null!;

    private static readonly string Event = Events.Hook("AWS::EC2::Instance", "i-1");

    public async ValueTask InitializeAsync() =>
        _world = await SimulatedWorld.StartAsync(new SimulatorOptions { Accounts = 2, Regions = ["eu-west-1"], ResourcesPerScope = 2 }, CancellationToken.None);

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("wrong")]
    [InlineData("0123456789abcdef0123456789abcdeX")]
    [InlineData("0123456789abcdef")]
    [InlineData("0123456789abcdef0123456789abcdef0")]
    [Trait("Row", "S1")]
    public async Task Post_WithoutTheKey_IsOneAnswerWhateverTheCause(string? key)
    {
        await using var host = await LiveHost.StartAsync(_world);

        using var answer = await host.PostAsync(Encoding.UTF8.GetBytes(Event), key);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("""{"ok":false,"error":"unauthorized"}""", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    [Trait("Row", "S1")]
    public async Task Post_TwoKeysAtOnce_IsUnauthorized()
    {
        await using var host = await LiveHost.StartAsync(_world);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/integration/webhook") { Content = new StringContent(Event, Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("x-port-aws-ocean-api-key", [LiveHost.Key, "other"]);

        using var answer = await host.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Theory]
    [InlineData(8_000, HttpStatusCode.Unauthorized)]
    [InlineData(40_000, HttpStatusCode.RequestHeaderFieldsTooLarge)]
    [Trait("Row", "S1")]
    public async Task Post_EndlessKey_IsRefused(int length, HttpStatusCode expected)
    {
        await using var host = await LiveHost.StartAsync(_world);

        using var answer = await host.PostAsync(Encoding.UTF8.GetBytes(Event), new string('k', length));

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    [Trait("Row", "S1")]
    public async Task Post_NoKeyConfigured_NobodyGetsIn()
    {
        await using var host = await LiveHost.StartAsync(_world, new LiveHostOptions { Webhook = new WebhookOptions() });

        foreach (var key in new[] { null, "", LiveHost.Key })
        {
            using var answer = await host.PostAsync(Encoding.UTF8.GetBytes(Event), key);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }
    }

    [Fact]
    [Trait("Row", "S2")]
    public async Task Post_TwoKeysConfigured_BothGetIn()
    {
        var options = new LiveHostOptions { Webhook = new WebhookOptions { Keys = [new Secret(LiveHost.Key), new Secret("another-key-of-thirty-two-letters")] } };
        await using var host = await LiveHost.StartAsync(_world, options);

        foreach (var key in new[] { LiveHost.Key, "another-key-of-thirty-two-letters" })
        {
            using var answer = await host.PostAsync(Encoding.UTF8.GetBytes(Event), key);
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        }
    }

    [Fact]
    [Trait("Row", "S2")]
    public async Task Post_KeyTakenOutOfTheFile_IsRefusedWithinASecond()
    {
        var file = Path.Combine(Path.GetTempPath(), $"pipeline-keys-{Guid.NewGuid():N}");
        await File.WriteAllLinesAsync(file, ["old-key", "", "new-key"]);
        await using var host = await LiveHost.StartAsync(_world, new LiveHostOptions { Webhook = new WebhookOptions { KeyFile = file } });
        Assert.Equal([HttpStatusCode.Accepted, HttpStatusCode.Accepted, HttpStatusCode.Unauthorized], await StatusesAsync(host, "old-key", "new-key", ""));

        await File.WriteAllLinesAsync(file, ["new-key"]);
        var changed = System.Diagnostics.Stopwatch.StartNew();

        await Eventually.TrueAsync(async () => (await StatusesAsync(host, "old-key"))[0] == HttpStatusCode.Unauthorized);
        Assert.InRange(changed.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(1));
        File.Delete(file);
        Assert.Equal([HttpStatusCode.Accepted], await StatusesAsync(host, "new-key"));
    }

    [Theory]
    [InlineData("/aws")]
    [InlineData("")]
    [Trait("Row", "S1")]
    public async Task Post_UnderThePrefixOrWithoutIt_IsGuardedAlike(string prefix)
    {
        var options = new LiveHostOptions { Webhook = new WebhookOptions { Keys = [new Secret(LiveHost.Key)], PathPrefix = "/aws" } };
        await using var host = await LiveHost.StartAsync(_world, options);

        using var refused = await host.PostAsync(Encoding.UTF8.GetBytes(Event), null, path: $"{prefix}/integration/webhook");
        using var accepted = await host.PostAsync(Encoding.UTF8.GetBytes(Event), path: $"{prefix}/integration/webhook");

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Accepted), (refused.StatusCode, accepted.StatusCode));
    }

    [Theory]
    [InlineData("GET", "/integration/webhook", HttpStatusCode.MethodNotAllowed)]
    [InlineData("POST", "/integration/other", HttpStatusCode.NotFound)]
    [InlineData("GET", "/integration", HttpStatusCode.NotFound)]
    [Trait("Row", "S1")]
    public async Task Anything_Else_WantsTheKeyFirst(string method, string path, HttpStatusCode withKey)
    {
        await using var host = await LiveHost.StartAsync(_world);

        foreach (var (key, expected) in new[] { (null, HttpStatusCode.Unauthorized), (LiveHost.Key, withKey) })
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            request.Headers.TryAddWithoutValidation("x-port-aws-ocean-api-key", key ?? string.Empty);
            using var answer = await host.Http.SendAsync(request);
            Assert.Equal(expected, answer.StatusCode);
        }
    }

    private static async Task<HttpStatusCode[]> StatusesAsync(LiveHost host, params string[] keys)
    {
        var statuses = new List<HttpStatusCode>();
        foreach (var key in keys)
        {
            using var answer = await host.PostAsync(Encoding.UTF8.GetBytes(Event), key);
            statuses.Add(answer.StatusCode);
        }

        return [.. statuses];
    }
}
