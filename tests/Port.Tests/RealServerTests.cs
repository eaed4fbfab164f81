namespace Pipeline.Port.Tests;

/// <summary>What only a real connection shows.</summary>
public sealed class RealServerTests
{
    [Fact]
    [Trait("Row", "R13")]
    public async Task UpsertAsync_RealServerHangs_GivesUpTheAttemptAndTriesAgain()
    {
        var hangs = 1;
        var port = new StubPort(request => StubAnswer.Bulk(request), TimeProvider.System);
        await using var server = await KestrelPort.StartAsync(port, async context =>
        {
            if (!context.Request.Path.Value!.EndsWith("/bulk", StringComparison.Ordinal) || Interlocked.Decrement(ref hangs) < 0)
            {
                return false;
            }

            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            return true;
        });
        using var sut = Real(server, TimeSpan.FromSeconds(1));

        var result = await UpsertAsync(sut);

        Assert.True(result.Outcomes[0].Written);
        Assert.Equal(1, sut.Statistics.Retries);
    }

    [Fact]
    public async Task UpsertAsync_RealServerCutsTheConnection_TriesAgain()
    {
        var cuts = 2;
        var port = new StubPort(request => StubAnswer.Bulk(request), TimeProvider.System);
        await using var server = await KestrelPort.StartAsync(port, async context =>
        {
            if (!context.Request.Path.Value!.EndsWith("/bulk", StringComparison.Ordinal) || Interlocked.Decrement(ref cuts) < 0)
            {
                return false;
            }

            context.Response.ContentLength = 1000;
            await context.Response.Body.WriteAsync("{\"ok\":true"u8.ToArray());
            await context.Response.Body.FlushAsync();
            context.Abort();
            return true;
        });
        using var sut = Real(server, TimeSpan.FromSeconds(30));

        var result = await UpsertAsync(sut);

        Assert.True(result.Outcomes[0].Written);
        Assert.Equal(2, sut.Statistics.Retries);
    }

    [Fact]
    public async Task UpsertAsync_RealServer_SendsEncodedPathsAndHeadersAsTheyAre()
    {
        var port = new StubPort(request => StubAnswer.Bulk(request), TimeProvider.System);
        await using var server = await KestrelPort.StartAsync(port);
        using var sut = Real(server, TimeSpan.FromSeconds(30), "my äws");

        await sut.UpsertAsync("a b/c", Sut.Entities(1), Sut.Upsert, CancellationToken.None);

        var sent = Assert.Single(port.Calls);
        Assert.Equal("/v1/blueprints/a%20b%2Fc/entities/bulk", sent.Path);
        Assert.Equal("application/json", sent.Headers["Content-Type"]);
        Assert.Equal("port-ocean/aws/1.2.3/my äws/exporter", sent.Headers["User-Agent"]);
        Assert.Equal(port.Requests.Sum(request => request.Body.Length), sut.Statistics.BytesSent);
    }

    [Fact]
    public async Task FindIntegrationAsync_NothingListens_NamesTheRequestAndTheReason()
    {
        var options = Sut.Options("http://127.0.0.1:1");
        options.ReadPatience = TimeSpan.Zero;
        using var sut = new PortClient(options);

        var failure = await Assert.ThrowsAsync<PortException>(() => sut.FindIntegrationAsync(CancellationToken.None));

        Assert.Equal(PortErrorKind.Transient, failure.Kind);
        Assert.Contains("/v1/auth/access_token", failure.Message, StringComparison.Ordinal);
        Assert.Contains("refused", failure.Message, StringComparison.OrdinalIgnoreCase);
    }

    private static PortClient Real(KestrelPort server, TimeSpan timeout, string identifier = "my-aws")
    {
        var options = Sut.Options(server.Url);
        options.RequestTimeout = timeout;
        options.IntegrationIdentifier = identifier;
        return new PortClient(options, jitter: () => 0);
    }

    private static Task<BulkUpsertResult> UpsertAsync(PortClient sut) =>
        sut.UpsertAsync("bucket", Sut.Entities(1), Sut.Upsert, CancellationToken.None);
}
