using Microsoft.Extensions.Time.Testing;
using Pipeline.Aws.Tests.Wire;

namespace Pipeline.Aws.Tests.Credentials;

public sealed class RoleCredentialsTests
{
    private const string RoleArn = "arn:aws:iam::210987654321:role/reader";

    private static readonly AssumedRole Role = new() { RoleArn = RoleArn, SessionName = "PipelineReader", ExternalId = "ext-1" };

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    [Fact]
    public async Task ResolveAsync_FirstUse_AssumesTheRoleAsAsked()
    {
        await using var stub = await new StsAnswers(_time).StartAsync();
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
        await using var stub = await new StsAnswers(_time).StartAsync();
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
    public async Task ResolveAsync_KeysOfAnotherAccount_AreRefused()
    {
        await using var stub = await new StsAnswers(_time) { Account = "999999999999" }.StartAsync();
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
        await using var stub = await new StsAnswers(_time).StartAsync();
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
    public void ToString_OfKeys_HoldsNoSecret()
    {
        var keys = new AwsKeys("AKID", "secret", "token");

        Assert.Equal("AKID", keys.ToString());
    }

    private static AwsCall ListResources() => Calls.Create("cloudcontrol", "ListResources", """{"TypeName":"AWS::S3::Bucket"}""");
}
