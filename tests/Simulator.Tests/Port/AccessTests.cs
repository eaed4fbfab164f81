using System.Globalization;
using Microsoft.Extensions.Time.Testing;

namespace Pipeline.Simulator.Tests.Port;

/// <summary>Tokens, budgets and limits that hold for every route.</summary>
public sealed class AccessTests
{
    private static readonly CancellationToken Cancelled = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Token_WithWrongSecret_Is401()
    {
        await using var world = await SimulatedWorld.StartAsync(new(), Cancelled);
        using var port = PortCaller.Anonymous(world);

        var wrong = await port.PostAsync("/v1/auth/access_token", new { clientId = world.Environment["OCEAN__PORT__CLIENT_ID"], clientSecret = "x" });
        var incomplete = await port.PostAsync("/v1/auth/access_token", new { clientId = "x" });

        Assert.Equal((401, 422), (wrong.Status, incomplete.Status));
    }

    [Fact]
    public async Task Route_WithoutOrWithUnknownToken_Is401()
    {
        await using var world = await SimulatedWorld.StartAsync(new(), Cancelled);
        using var port = PortCaller.Anonymous(world);

        var without = await port.GetAsync("/v1/blueprints");
        port.Bearer("made-up");
        var unknown = await port.GetAsync("/v1/blueprints");

        Assert.Equal((401, 401), (without.Status, unknown.Status));
    }

    [Fact]
    public async Task Token_IsSharedUntilItExpires()
    {
        var clock = new FakeTimeProvider(new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero));
        await using var world = await SimulatedWorld.StartAsync(new() { PortTokenLifetime = TimeSpan.FromSeconds(60) }, clock, Cancelled);
        using var port = await PortCaller.StartAsync(world);

        clock.Advance(TimeSpan.FromSeconds(20));
        var second = await port.TokenAsync(world);
        var before = await port.GetAsync("/v1/blueprints");
        clock.Advance(TimeSpan.FromSeconds(41));
        var after = await port.GetAsync("/v1/blueprints");
        port.Bearer((await port.TokenAsync(world)).Body.GetProperty("accessToken").GetString()!);
        var renewed = await port.GetAsync("/v1/blueprints");

        Assert.Equal(40, second.Body.GetProperty("expiresIn").GetInt32());
        Assert.Equal([200, 401, 200], new[] { before.Status, after.Status, renewed.Status });
    }

    [Fact]
    public async Task Budget_WhenUsedUp_Is429UntilTheStatedReset()
    {
        var clock = new FakeTimeProvider(new(2026, 5, 4, 12, 0, 0, 500, TimeSpan.Zero));
        await using var world = await SimulatedWorld.StartAsync(
            new() { PortRequestsPerPeriod = 3, PortRatePeriod = TimeSpan.FromSeconds(30), PortSendsRetryAfter = true }, clock, Cancelled);
        using var port = await PortCaller.StartAsync(world);

        var second = await port.GetAsync("/v1/blueprints");
        await port.GetAsync("/v1/blueprints");
        var fourth = await port.GetAsync("/v1/blueprints");
        var reset = DateTimeOffset.FromUnixTimeSeconds(long.Parse(fourth.Headers["x-ratelimit-reset"], CultureInfo.InvariantCulture));
        clock.Advance(reset - clock.GetUtcNow());
        var later = await port.GetAsync("/v1/blueprints");

        Assert.Equal(("3", "30", "1"), (second.Headers["x-ratelimit-limit"], second.Headers["x-ratelimit-period"], second.Headers["x-ratelimit-remaining"]));
        Assert.Equal((429, "0", "30"), (fourth.Status, fourth.Headers["x-ratelimit-remaining"], fourth.Headers["Retry-After"]));
        Assert.Equal((200, "2"), (later.Status, later.Headers["x-ratelimit-remaining"]));
    }

    [Fact]
    public async Task Body_AboveOneMebibyte_Is413()
    {
        var (world, port) = await Samples.StartAsync();
        await using var _ = world;
        using var __ = port;

        var answer = await port.UpsertAsync("team", "", new { identifier = "a", properties = new { lead = new string('x', 1024 * 1024) } });

        Assert.Equal(413, answer.Status);
    }

    [Theory]
    [InlineData("[]", 422)]
    [InlineData("{", 400)]
    [InlineData("{}", 422)]
    public async Task Body_ThatIsNoEntityRequest_IsRefused(string body, int status)
    {
        var (world, port) = await Samples.StartAsync();
        await using var _ = world;
        using var __ = port;

        Assert.Equal(status, (await port.SendAsync(HttpMethod.Post, "/v1/blueprints/team/entities/bulk", body)).Status);
    }

    [Fact]
    public async Task UnknownRoute_Is404InJson()
    {
        await using var world = await SimulatedWorld.StartAsync(new(), Cancelled);
        using var port = await PortCaller.StartAsync(world);

        var answer = await port.GetAsync("/v1/nothing");

        Assert.Equal((404, "route_not_found"), (answer.Status, answer.Error));
    }
}
