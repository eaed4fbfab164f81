using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Pipeline.Ingress.Tests.LiveEvents;
using Pipeline.Ingress.Webhook;
using Pipeline.Simulator;

namespace Pipeline.Ingress.Tests.Webhook;

public sealed class WebhookBodyTests : IAsyncLifetime
{
    private SimulatedWorld _world = null!;

    private static readonly string Event = Events.Hook("AWS::EC2::Instance", "i-1");

    public async ValueTask InitializeAsync() =>
        _world = await SimulatedWorld.StartAsync(new SimulatorOptions { Accounts = 2, Regions = ["eu-west-1"], ResourcesPerScope = 2 }, CancellationToken.None);

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Theory]
    [InlineData("{", HttpStatusCode.BadRequest)]
    [InlineData("", HttpStatusCode.BadRequest)]
    [InlineData("{\"a\":1,\"a\":2}", HttpStatusCode.BadRequest)]
    [InlineData("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", HttpStatusCode.BadRequest)]
    [InlineData("{}", HttpStatusCode.UnprocessableEntity)]
    [InlineData("5", HttpStatusCode.UnprocessableEntity)]
    [Trait("Row", "S7")]
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
    [Trait("Row", "S7")]
    public async Task Post_ContentType_HasToBeJson(string? type, HttpStatusCode expected)
    {
        await using var host = await LiveHost.StartAsync(_world);

        using var answer = await host.PostAsync(Encoding.UTF8.GetBytes(Event), type: type);

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    [Trait("Row", "S7")]
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
    [Trait("Row", "S4")]
    public async Task Post_TooLarge_IsRefusedBeforeItIsRead(bool chunked)
    {
        await using var host = await LiveHost.StartAsync(_world);

        var status = await RawPostAsync(host, chunked);

        Assert.StartsWith("HTTP/1.1 413", status, StringComparison.Ordinal);
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
