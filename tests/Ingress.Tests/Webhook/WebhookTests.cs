using System.Net;
using System.Net.Sockets;
using System.Text;
using Pipeline.Ingress.LiveEvents;
using Pipeline.Ingress.Tests.LiveEvents;
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

    [Fact]
    [Trait("Row", "S6")]
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
    [Trait("Row", "S5")]
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
}
