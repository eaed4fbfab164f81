using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using Pipeline.Aws.Tests.Wire;

namespace Pipeline.Aws.Tests.Credentials;

public sealed class RoleCredentialsTests
{
    private const string RoleArn = "arn:aws:iam::210987654321:role/reader";

    private static readonly AssumedRole Role = new() { RoleArn = RoleArn, SessionName = "PipelineReader", ExternalId = "ext-1" };

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
    private readonly ConcurrentQueue<string> _issued = new();

    [Fact]
    public async Task ResolveAsync_FirstUse_AssumesTheRoleAsAsked()
    {
        await using var stub = await StartStsAsync();
        using var client = stub.CreateClient(_time);
        var source = AwsCredentialSource.AssumeRole(client, Calls.Keys, Role);

        var keys = await source.ResolveAsync(TestContext.Current.CancellationToken);

        Assert.Equal("ASIA1", keys.AccessKeyId);
        var form = Assert.Single(stub.Requests).Form;
        Assert.Equal(RoleArn, form["RoleArn"]);
        Assert.Equal("PipelineReader", form["RoleSessionName"]);
        Assert.Equal("ext-1", form["ExternalId"]);
        Assert.Equal("3600", form["DurationSeconds"]);
    }

    [Fact]
    public async Task CallAsync_WithARole_SignsWithItsKeysAndToken()
    {
        await using var stub = await StartStsAsync();
        using var client = stub.CreateClient(_time);
        var call = ListResources() with { Credentials = AwsCredentialSource.AssumeRole(client, Calls.Keys, Role) };

        await client.CallAsync(call, TestContext.Current.CancellationToken);
        await client.CallAsync(call, TestContext.Current.CancellationToken);

        Assert.Equal(["AssumeRole", "ListResources", "ListResources"], stub.Requests.Select(request => request.Operation));
        Assert.Contains("Credential=AKIDEXAMPLE/", stub.Requests[0].Headers["Authorization"], StringComparison.Ordinal);
        Assert.Contains("Credential=ASIA1/", stub.Requests[1].Headers["Authorization"], StringComparison.Ordinal);
        Assert.Equal("token-1", stub.Requests[1].Headers["X-Amz-Security-Token"]);
    }

    [Fact]
    public async Task ResolveAsync_ManyAtOnce_AssumeTheRoleOnce()
    {
        var release = new TaskCompletionSource();
        await using var stub = await StartStsAsync(beforeAnswer: () => release.Task);
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
        await using var stub = await StartStsAsync(beforeAnswer: () => release.Task);
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
        await using var stub = await StartStsAsync(lifetime: TimeSpan.FromSeconds(lifetime));
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
        await using var stub = await StartStsAsync(isHealthy: () => healthy);
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
    public async Task ResolveAsync_KeysOfAnotherAccount_AreRefused()
    {
        await using var stub = await StartStsAsync(account: "999999999999");
        using var client = stub.CreateClient(_time);
        var source = AwsCredentialSource.AssumeRole(client, Calls.Keys, Role);

        var error = await Assert.ThrowsAsync<AwsException>(() => source.ResolveAsync(TestContext.Current.CancellationToken).AsTask());

        Assert.Equal("WrongAccount", error.Code);
        Assert.Contains("999999999999", error.Message, StringComparison.Ordinal);
        Assert.Contains("210987654321", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ResolveAsync_Denied_SaysSo()
    {
        const string denied = "<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>not authorized to perform: sts:AssumeRole</Message></Error><RequestId>r-9</RequestId></ErrorResponse>";
        await using var stub = await AwsStub.StartAsync(403, denied, "text/xml");
        using var client = stub.CreateClient(_time);
        var source = AwsCredentialSource.AssumeRole(client, Calls.Keys, Role);

        var error = await Assert.ThrowsAsync<AwsException>(() => source.ResolveAsync(TestContext.Current.CancellationToken).AsTask());

        Assert.Equal((AwsErrorClass.AccessDenied, "AccessDenied", "r-9", 403), (error.Class, error.Code, error.RequestId, error.StatusCode));
    }

    [Theory]
    [InlineData("arn:aws:iam::210987654321:role/reader", "us-east-1")]
    [InlineData("arn:aws-cn:iam::210987654321:role/reader", "cn-north-1")]
    [InlineData("arn:aws-us-gov:iam::210987654321:role/path/reader", "us-gov-west-1")]
    [InlineData("arn:aws-eusc:iam::210987654321:role/reader", "eusc-de-east-1")]
    public async Task ResolveAsync_RoleOfAnyPartition_AsksItsSts(string arn, string region)
    {
        await using var stub = await StartStsAsync();
        using var client = stub.CreateClient(_time);

        await AwsCredentialSource.AssumeRole(client, Calls.Keys, Role with { RoleArn = arn }).ResolveAsync(TestContext.Current.CancellationToken);

        Assert.Contains($"/{region}/sts/aws4_request", Assert.Single(stub.Requests).Headers["Authorization"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("reader")]
    [InlineData("arn:aws:iam::12345:role/reader")]
    [InlineData("arn:aws:iam::210987654321:user/reader")]
    [InlineData("arn:aws:sts::210987654321:role/reader")]
    [InlineData("arn:aws:iam::210987654321:role/")]
    public void AssumeRole_WhatIsNoRole_IsRefused(string arn)
    {
        using var client = new AwsClient(new AwsClientOptions(), _time);

        Assert.Throws<ArgumentException>(() => AwsCredentialSource.AssumeRole(client, Calls.Keys, Role with { RoleArn = arn }));
    }

    [Fact]
    public async Task CallAsync_AwsCallsTheTokenExpired_RenewsAndTriesOnceMore()
    {
        await using var stub = await StartStsAsync(expires: "token-1");
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

    [Fact]
    public void ToString_OfKeys_HoldsNoSecret()
    {
        var keys = new AwsKeys("AKID", "secret", "token");

        Assert.Equal("AKID", keys.ToString());
    }

    private static AwsCall ListResources() => Calls.Create("cloudcontrol", "ListResources", """{"TypeName":"AWS::S3::Bucket"}""");

    private Task<AwsStub> StartStsAsync(
        string account = "210987654321",
        TimeSpan? lifetime = null,
        Func<Task>? beforeAnswer = null,
        Func<bool>? isHealthy = null,
        string? expires = null) => AwsStub.StartAsync(async (request, context) =>
    {
        if (request.Operation != "AssumeRole")
        {
            var isExpired = expires is not null && request.Headers.GetValueOrDefault("X-Amz-Security-Token") == expires;
            await (isExpired
                ? context.AnswerAsync(400, """{"__type":"ExpiredTokenException","message":"The security token included in the request is expired"}""")
                : context.AnswerAsync(200, """{"ResourceDescriptions":[]}"""));
            return;
        }

        await (beforeAnswer?.Invoke() ?? Task.CompletedTask);
        await (isHealthy?.Invoke() ?? true
            ? AnswerKeysAsync(context, account, lifetime ?? TimeSpan.FromHours(1))
            : context.AnswerAsync(503, "", "text/xml"));
    });

    private Task AnswerKeysAsync(HttpContext context, string account, TimeSpan lifetime)
    {
        _issued.Enqueue(account);
        var number = _issued.Count;
        var expiration = _time.GetUtcNow().Add(lifetime).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        return context.AnswerAsync(
            200,
            $"""
            <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>
            <AssumedRoleUser><AssumedRoleId>AROA:x</AssumedRoleId><Arn>arn:aws:sts::{account}:assumed-role/reader/x</Arn></AssumedRoleUser>
            <Credentials><AccessKeyId>ASIA{number}</AccessKeyId><SecretAccessKey>secret-{number}</SecretAccessKey>
            <SessionToken>token-{number}</SessionToken><Expiration>{expiration}</Expiration></Credentials>
            </AssumeRoleResult></AssumeRoleResponse>
            """,
            "text/xml");
    }
}
