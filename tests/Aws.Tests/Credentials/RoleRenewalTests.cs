using Microsoft.Extensions.Time.Testing;
using Pipeline.Aws.Tests.Wire;

namespace Pipeline.Aws.Tests.Credentials;

public sealed class RoleRenewalTests
{
    private const string RoleArn = "arn:aws:iam::210987654321:role/reader";

    private static readonly AssumedRole Role = new() { RoleArn = RoleArn, SessionName = "PipelineReader", ExternalId = "ext-1" };

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    [Fact]
    public async Task ResolveAsync_ManyAtOnce_AssumeTheRoleOnce()
    {
        var release = new TaskCompletionSource();
        await using var stub = await new StsAnswers(_time) { BeforeAnswer = () => release.Task }.StartAsync();
        using var client = stub.CreateClient(_time);
        var source = AwsCredentialSource.AssumeRole(client, Calls.Keys, Role);

        var resolutions = Enumerable.Range(0, 50).Select(_ => source.ResolveAsync(TestContext.Current.CancellationToken).AsTask()).ToList();
        release.SetResult();
        var keys = await Task.WhenAll(resolutions);

        Assert.Single(stub.Requests);
        Assert.All(keys, key => Assert.Same(keys[0], key));
    }

    [Fact]
    public async Task ResolveAsync_OneCallerGivesUp_TheOthersStillGetKeys()
    {
        var release = new TaskCompletionSource();
        await using var stub = await new StsAnswers(_time) { BeforeAnswer = () => release.Task }.StartAsync();
        using var client = stub.CreateClient(_time);
        using var impatient = new CancellationTokenSource();
        var source = AwsCredentialSource.AssumeRole(client, Calls.Keys, Role);

        var first = source.ResolveAsync(impatient.Token).AsTask();
        var second = source.ResolveAsync(TestContext.Current.CancellationToken).AsTask();
        await impatient.CancelAsync();
        release.SetResult();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.Equal("ASIA1", (await second).AccessKeyId);
        Assert.Single(stub.Requests);
    }

    [Theory]
    [InlineData(3600, 47 * 60, 1)]
    [InlineData(3600, (48 * 60) + 1, 2)]
    [InlineData(900, (10 * 60) - 1, 1)]
    [InlineData(900, (10 * 60) + 1, 2)]
    public async Task ResolveAsync_Later_RenewsAheadOfExpiry(int lifetime, int secondsLater, int calls)
    {
        await using var stub = await new StsAnswers(_time) { Lifetime = TimeSpan.FromSeconds(lifetime) }.StartAsync();
        using var client = stub.CreateClient(_time);
        var source = AwsCredentialSource.AssumeRole(client, Calls.Keys, Role with { Duration = TimeSpan.FromSeconds(lifetime) });

        await source.ResolveAsync(TestContext.Current.CancellationToken);
        _time.Advance(TimeSpan.FromSeconds(secondsLater));
        var keys = await source.ResolveAsync(TestContext.Current.CancellationToken);

        Assert.Equal(calls, stub.Requests.Count);
        Assert.Equal($"ASIA{calls}", keys.AccessKeyId);
    }

    [Fact]
    public async Task ResolveAsync_RenewalFailsBeforeExpiry_OldKeysServeOn()
    {
        var healthy = true;
        await using var stub = await new StsAnswers(_time) { IsHealthy = () => healthy }.StartAsync();
        using var client = stub.CreateClient(_time);
        var source = AwsCredentialSource.AssumeRole(client, Calls.Keys, Role);
        var old = await source.ResolveAsync(TestContext.Current.CancellationToken);

        healthy = false;
        _time.Advance(TimeSpan.FromMinutes(50));
        var kept = await source.ResolveAsync(TestContext.Current.CancellationToken);
        _time.Advance(TimeSpan.FromMinutes(15));
        var error = await Assert.ThrowsAsync<AwsException>(() => source.ResolveAsync(TestContext.Current.CancellationToken).AsTask());

        Assert.Same(old, kept);
        Assert.Equal(AwsErrorClass.Transient, error.Class);
    }

    [Fact]
    [Trait("Row", "R21")]
    public async Task CallAsync_AwsCallsTheTokenExpired_RenewsAndTriesOnceMore()
    {
        await using var stub = await new StsAnswers(_time) { ExpiredToken = "token-1" }.StartAsync();
        using var client = stub.CreateClient(_time);
        var call = ListResources() with { Credentials = AwsCredentialSource.AssumeRole(client, Calls.Keys, Role) };

        var response = await client.CallAsync(call, TestContext.Current.CancellationToken);

        Assert.Equal("""{"ResourceDescriptions":[]}""", response.Text());
        Assert.Equal(["AssumeRole", "ListResources", "AssumeRole", "ListResources"], stub.Requests.Select(request => request.Operation));
    }

    [Fact]
    public async Task CallAsync_FixedKeysExpired_IsAnErrorAtOnce()
    {
        await using var stub = await AwsStub.StartAsync(400, """{"__type":"ExpiredTokenException","message":"expired"}""");
        using var client = stub.CreateClient(_time);

        var error = await Assert.ThrowsAsync<AwsException>(() => client.CallAsync(ListResources(), TestContext.Current.CancellationToken));

        Assert.Equal(AwsErrorClass.ExpiredCredentials, error.Class);
        Assert.Single(stub.Requests);
    }

    private static AwsCall ListResources() => Calls.Create("cloudcontrol", "ListResources", """{"TypeName":"AWS::S3::Bucket"}""");
}
