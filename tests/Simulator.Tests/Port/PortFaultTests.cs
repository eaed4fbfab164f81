namespace Pipeline.Simulator.Tests.Port;

public sealed class PortFaultTests
{
    private static readonly CancellationToken Cancelled = TestContext.Current.CancellationToken;

    [Fact]
    public async Task PortStatus_WithRetryAfter_AnswersThatAndDoesNothing()
    {
        var (world, port) = await Samples.StartAsync();
        await using var _ = world;
        using var __ = port;
        world.SetFaults(new SimulatorFault { Kind = SimulatorFaultKind.PortStatus, Operation = "entities/bulk", StatusCode = 502, RetryAfter = TimeSpan.FromSeconds(7), Times = 1 });

        var refused = await port.UpsertAsync("team", "", """{"identifier":"t"}""");
        var other = await port.GetAsync("/v1/blueprints/team/entities/t");
        var repeated = await port.UpsertAsync("team", "", """{"identifier":"t"}""");

        Assert.Equal((502, "7"), (refused.Status, refused.Headers["Retry-After"]));
        Assert.Equal((404, 200), (other.Status, repeated.Status));
    }

    [Fact]
    public async Task PortClose_DoesTheWriteAndSendsNoAnswer()
    {
        var (world, port) = await Samples.StartAsync();
        await using var _ = world;
        using var __ = port;
        world.SetFaults(new SimulatorFault { Kind = SimulatorFaultKind.PortClose, Operation = "entities/bulk", Times = 1 });

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => port.UpsertAsync("team", "", """{"identifier":"t"}"""));

        Assert.Equal(200, (await port.GetAsync("/v1/blueprints/team/entities/t")).Status);
    }

    [Fact]
    public async Task PortHang_AnswersNothingUntilTheCallerGivesUp()
    {
        var (world, port) = await Samples.StartAsync();
        await using var _ = world;
        using var __ = port;
        world.SetFaults(new SimulatorFault { Kind = SimulatorFaultKind.PortHang });
        using var http = new HttpClient { BaseAddress = world.PortEndpoint, Timeout = TimeSpan.FromMilliseconds(300) };

        await Assert.ThrowsAsync<TaskCanceledException>(() => http.GetAsync("/v1/blueprints", Cancelled));
    }

    [Fact]
    public async Task PortDown_Is503ForEverything()
    {
        var (world, port) = await Samples.StartAsync();
        await using var _ = world;
        using var __ = port;
        world.SetFaults(new SimulatorFault { Kind = SimulatorFaultKind.PortDown });

        Assert.Equal((503, 503), ((await port.GetAsync("/v1/blueprints")).Status, (await port.TokenAsync(world)).Status));
    }

    [Fact]
    public async Task PortReject_OfAnEntity_RejectsItAlone()
    {
        var (world, port) = await Samples.StartAsync();
        await using var _ = world;
        using var __ = port;
        world.SetFaults(new SimulatorFault { Kind = SimulatorFaultKind.PortReject, Blueprint = "team", Identifier = "b" });

        var answer = await port.UpsertAsync("team", "", """{"identifier":"a"}""", """{"identifier":"b"}""");

        Assert.Equal((207, "a", "b"), (answer.Status, Assert.Single(answer.Identifiers), Assert.Single(answer.Errors.EnumerateArray()).GetProperty("identifier").GetString()));
    }
}
