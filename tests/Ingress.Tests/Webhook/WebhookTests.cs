using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Pipeline.Ingress.LiveEvents;
using Pipeline.Ingress.Tests.LiveEvents;
using Pipeline.Ingress.Webhook;
using Pipeline.ServiceDefaults;
using Pipeline.Simulator;

namespace Pipeline.Ingress.Tests.Webhook;

public sealed class WebhookTests : IAsyncLifetime
{
    private SimulatedWorld _world = null!;

    private static readonly string Event = Events.Hook("AWS::EC2::Instance", "i-1");

    public async ValueTask InitializeAsync() =>
        _world = await SimulatedWorld.StartAsync(new SimulatorOptions { Accounts = 2, Regions = ["eu-west-1"], ResourcesPerScope = 2 }, CancellationToken.None);

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Post_Event_IsAcceptedAndStamped()
    {
        await using var host = await LiveHost.StartAsync(_world);

        using var answer = await host.PostAsync(Event);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal("""{"ok":true}""", await answer.Content.ReadAsStringAsync());
        Assert.True(Guid.TryParse(answer.Headers.GetValues("X-Request-ID").Single(), out _));
        Assert.Matches("^[0-9]+[.][0-9]{5}$", answer.Headers.GetValues("X-Process-Time").Single());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("wrong")]
    [InlineData("0123456789abcdef0123456789abcdeX")]
    [InlineData("0123456789abcdef")]
    [InlineData("0123456789abcdef0123456789abcdef0")]
    public async Task Post_WithoutTheKey_IsOneAnswerWhateverTheCause(string? key)
    {
        await using var host = await LiveHost.StartAsync(_world);

        using var answer = await host.PostAsync(Encoding.UTF8.GetBytes(Event), key);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("""{"ok":false,"error":"unauthorized"}""", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
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
    public async Task Post_EndlessKey_IsRefused(int length, HttpStatusCode expected)
    {
        await using var host = await LiveHost.StartAsync(_world);

        using var answer = await host.PostAsync(Encoding.UTF8.GetBytes(Event), new string('k', length));

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
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
    public async Task Post_UnderThePrefixOrWithoutIt_IsGuardedAlike(string prefix)
    {
        var options = new LiveHostOptions { Webhook = new WebhookOptions { Keys = [new Secret(LiveHost.Key)], PathPrefix = "/aws" } };
        await using var host = await LiveHost.StartAsync(_world, options);

        using var refused = await host.PostAsync(Encoding.UTF8.GetBytes(Event), null, path: $"{prefix}/integration/webhook");
        using var accepted = await host.PostAsync(Encoding.UTF8.GetBytes(Event), path: $"{prefix}/integration/webhook");

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Accepted), (refused.StatusCode, accepted.StatusCode));
    }

    [Fact]
    public async Task Options_Anything_AnswersTheHandshakeWithoutAKey()
    {
        await using var host = await LiveHost.StartAsync(_world);
        using var request = new HttpRequestMessage(HttpMethod.Options, "/integration/webhook");

        using var answer = await host.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(("100", "*"), (answer.Headers.GetValues("WebHook-Allowed-Rate").Single(), answer.Headers.GetValues("WebHook-Allowed-Origin").Single()));
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("GET", "/integration/webhook", HttpStatusCode.MethodNotAllowed)]
    [InlineData("POST", "/integration/other", HttpStatusCode.NotFound)]
    [InlineData("GET", "/integration", HttpStatusCode.NotFound)]
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

    [Theory]
    [InlineData("{", HttpStatusCode.BadRequest)]
    [InlineData("", HttpStatusCode.BadRequest)]
    [InlineData("{\"a\":1,\"a\":2}", HttpStatusCode.BadRequest)]
    [InlineData("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", HttpStatusCode.BadRequest)]
    [InlineData("{}", HttpStatusCode.UnprocessableEntity)]
    [InlineData("5", HttpStatusCode.UnprocessableEntity)]
    public async Task Post_WhatIsNoEvent_IsSaidSo(string body, HttpStatusCode expected)
    {
        await using var host = await LiveHost.StartAsync(_world);

        using var answer = await host.PostAsync(body);

        Assert.Equal(expected, answer.StatusCode);
        Assert.False(JsonElement.Parse(await answer.Content.ReadAsStringAsync()).GetProperty("ok").GetBoolean());
    }

    [Fact]
    public async Task Post_MissingField_IsNamedAsOceanNamesIt()
    {
        await using var host = await LiveHost.StartAsync(_world);

        using var answer = await host.PostAsync("""{"resource_type":"AWS::EC2::Instance","identifier":"i-1","awsRegion":"eu-west-1"}""");

        Assert.Equal(
            """[{"loc":["body","accountId"],"msg":"field required","type":"value_error.missing"}]""",
            JsonElement.Parse(await answer.Content.ReadAsStringAsync()).GetProperty("detail").GetRawText());
    }

    [Theory]
    [InlineData("text/plain", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/xml", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("nonsense", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/json; charset=utf-8", HttpStatusCode.Accepted)]
    [InlineData("application/cloudevents+json", HttpStatusCode.Accepted)]
    [InlineData(null, HttpStatusCode.Accepted)]
    public async Task Post_ContentType_HasToBeJson(string? type, HttpStatusCode expected)
    {
        await using var host = await LiveHost.StartAsync(_world);

        using var answer = await host.PostAsync(Encoding.UTF8.GetBytes(Event), type: type);

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task Post_Compressed_IsRefusedUnread()
    {
        await using var host = await LiveHost.StartAsync(_world);
        using var content = new ByteArrayContent(new byte[100]);
        content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        content.Headers.ContentEncoding.Add("gzip");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/integration/webhook") { Content = content };
        request.Headers.TryAddWithoutValidation("x-port-aws-ocean-api-key", LiveHost.Key);

        using var answer = await host.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Post_TooLarge_IsRefusedBeforeItIsRead(bool chunked)
    {
        await using var host = await LiveHost.StartAsync(_world);

        var status = await RawPostAsync(host, chunked);

        Assert.StartsWith("HTTP/1.1 413", status, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_MoreThanTheBacklog_IsToComeAgain()
    {
        await using var host = await LiveHost.StartAsync(_world, new LiveHostOptions { LiveEvents = new LiveEventOptions { Backlog = 0 } });

        using var answer = await host.PostAsync(Event);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("5", answer.Headers.GetValues("Retry-After").Single());
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/docs")]
    public async Task Get_WhatBalancersAsk_NeedsNoKey(string path)
    {
        await using var host = await LiveHost.StartAsync(_world);

        using var answer = await host.Http.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(answer.Headers.Contains("X-Request-ID"));
    }

    [Fact]
    public async Task Connection_ThatSendsNoHeaders_IsCutWithinTenSeconds()
    {
        await using var host = await LiveHost.StartAsync(_world);
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, host.Address.Port);
        await client.GetStream().WriteAsync("POST /integration/webhook HTTP/1.1\r\nHost: x\r\n"u8.ToArray());
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(10));

        var answer = new byte[64];
        var read = await client.GetStream().ReadAsync(answer, deadline.Token);

        Assert.True(read == 0 || Encoding.ASCII.GetString(answer).Contains("408", StringComparison.Ordinal));
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

    // A body that never ends, as far as the server can tell: whoever waits for its end waits for ever.
    private static async Task<string> RawPostAsync(LiveHost host, bool chunked)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, host.Address.Port);
        var stream = client.GetStream();
        var length = chunked ? "Transfer-Encoding: chunked" : "Content-Length: 300000";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /integration/webhook HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nx-port-aws-ocean-api-key: {LiveHost.Key}\r\n{length}\r\n\r\n"));
        if (chunked)
        {
            var chunk = Encoding.ASCII.GetBytes($"10000\r\n{new string(' ', 0x10000)}\r\n");
            for (var sent = 0; sent <= BodyReader.Limit; sent += 0x10000)
            {
                await stream.WriteAsync(chunk);
            }
        }

        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        var answer = new byte[64];
        var read = await stream.ReadAsync(answer, deadline.Token);
        return Encoding.ASCII.GetString(answer, 0, read);
    }
}
