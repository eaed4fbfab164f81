using Amazon.Runtime;
using Microsoft.Extensions.Time.Testing;

namespace Pipeline.Simulator.Tests.Aws;

public sealed class SignatureTests
{
    private static readonly CancellationToken Cancelled = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Call_SignedWithAnotherSecret_IsRefusedWith403()
    {
        await using var world = await SimulatedWorld.StartAsync(new(), Cancelled);
        using var caller = new AwsCaller(world, new BasicAWSCredentials(world.Environment["AWS_ACCESS_KEY_ID"], "another"));

        var answer = await caller.ListAsync("AWS::EC2::VPC");

        Assert.Equal((403, "InvalidSignatureException"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Call_WithBodyChangedOnTheWay_IsRefused()
    {
        await using var world = await SimulatedWorld.StartAsync(new(), Cancelled);
        using var caller = new AwsCaller(world, AwsCaller.Own(world)) { Tamper = body => [.. body, (byte)' '] };

        var answer = await caller.ListAsync("AWS::EC2::VPC");

        Assert.Equal("InvalidSignatureException", answer.Code);
    }

    [Theory]
    [InlineData(-6, "InvalidSignatureException")]
    [InlineData(6, "InvalidSignatureException")]
    [InlineData(-4, null)]
    [InlineData(4, null)]
    public async Task Call_SignedMinutesOff_IsRefusedBeyondFive(int minutes, string? code)
    {
        var clock = new FakeTimeProvider(new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero));
        await using var world = await SimulatedWorld.StartAsync(new(), clock, Cancelled);
        using var caller = new AwsCaller(world, AwsCaller.Own(world)) { SignedAt = clock.GetUtcNow().UtcDateTime.AddMinutes(minutes) };

        var answer = await caller.ListAsync("AWS::EC2::VPC");

        Assert.Equal(code, answer.Code);
    }

    [Theory]
    [InlineData("/a%20b/c%2Fd?b=2&a=x%2Fy&c=%C3%A9&flag")]
    [InlineData("/über/q?x=1&x=0&A=z")]
    public async Task Call_WithAwkwardPathAndQuery_PassesTheSignatureCheck(string path)
    {
        await using var world = await SimulatedWorld.StartAsync(new(), Cancelled);
        using var caller = AwsCaller.Of(world);

        var answer = await caller.SendAsync("account", HttpMethod.Get, path, []);

        Assert.Equal((404, "UnknownOperationException"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Call_WithRoleKeysPastTheirLife_IsRefusedAsExpired()
    {
        var clock = new FakeTimeProvider(new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero));
        await using var world = await SimulatedWorld.StartAsync(new() { RoleSessionLifetime = TimeSpan.FromSeconds(90) }, clock, Cancelled);
        var keys = await Roles.AssumeAsync(world, Roles.MemberArn(world), clock.GetUtcNow());
        using var before = new AwsCaller(world, keys) { SignedAt = clock.GetUtcNow().UtcDateTime };

        var first = await before.ListAsync("AWS::EC2::VPC");
        clock.Advance(TimeSpan.FromSeconds(91));
        using var after = new AwsCaller(world, keys) { SignedAt = clock.GetUtcNow().UtcDateTime };
        var second = await after.ListAsync("AWS::EC2::VPC");

        Assert.Null(first.Code);
        Assert.Equal("ExpiredTokenException", second.Code);
    }

    [Fact]
    public async Task Call_WithoutSignature_IsRefused()
    {
        await using var world = await SimulatedWorld.StartAsync(new(), Cancelled);
        using var http = new HttpClient();

        using var answer = await http.PostAsync(world.AwsEndpoint, new StringContent("{}"), Cancelled);

        Assert.Equal(403, (int)answer.StatusCode);
        Assert.Contains("MissingAuthenticationToken", await answer.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
    }
}
