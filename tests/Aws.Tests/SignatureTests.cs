using Pipeline.Aws.Tests.Wire;

namespace Pipeline.Aws.Tests;

public sealed class SignatureTests
{
    private const string Secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    public static TheoryData<string, string, string, string> Requests => new()
    {
        { "cloudcontrol", "ListResources", """{"TypeName":"AWS::S3::Bucket"}""", "/" },
        { "sts", "GetCallerIdentity", "{}", "/" },
        { "ec2", "DescribeInstances", """{"Filters":[{"Name":"tag:Stufe ü","Values":["a+b","c d"]}]}""", "/" },
        { "account", "ListRegions", "{}", "/listRegions" },
        { "lambda", "GetFunction", """{"FunctionName":"arn:aws:lambda:eu-west-1:123456789012:function:a"}""", "/2015-03-31/functions/arn%3Aaws%3Alambda%3Aeu-west-1%3A123456789012%3Afunction%3Aa" },
        { "kafka", "ListTagsForResource", """{"ResourceArn":"arn:aws:kafka:eu-west-1:1:cluster/a b/ü"}""", "/v1/tags/arn%3Aaws%3Akafka%3Aeu-west-1%3A1%3Acluster%2Fa%20b%2F%C3%BC" },
        { "kafka", "ListClustersV2", """{"ClusterNameFilter":"a/b c&d=e+é","MaxResults":5}""", "/api/v2/clusters?" },
        { "backup", "ListBackupJobs", """{"ByCreatedAfter":"2024-01-02T03:04:05Z","ByState":"COMPLETED"}""", "/backup-jobs/?" },
        { "guardduty", "GetFindingsStatistics", """{"DetectorId":"a*b~c(d)","FindingStatisticTypes":["COUNT_BY_SEVERITY"]}""", "/detector/" },
        { "route53", "ListResourceRecordSets", """{"HostedZoneId":"Z1","StartRecordName":"a.example.","StartRecordType":"A"}""", "/2013-04-01/hostedzone/Z1/rrset?" },
        { "eks", "ListClusters", """{"include":["all","x,y"]}""", "/clusters?" },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public Task Call_WhateverItCarries_IsSignedAsAwsChecks(string service, string operation, string parameters, string target) =>
        CheckAsync("", service, operation, parameters, target);

    [Theory]
    [MemberData(nameof(Requests))]
    public Task Call_ToAnEndpointWithAPath_IsSignedAsAwsChecks(string service, string operation, string parameters, string target) =>
        CheckAsync("/base/path", service, operation, parameters, "/base/path" + target);

    [Theory]
    [InlineData("ListBuckets", "{}", "/base/?x-id=ListBuckets")]
    [InlineData("GetBucketLocation", """{"Bucket":"my.bucket"}""", "/base/my.bucket/?location=")]
    [InlineData("ListObjectsV2", """{"Bucket":"my.bucket","Prefix":"a b/ü+"}""", "/base/my.bucket/?")]
    public Task Call_OfS3_IsSignedAsS3Checks(string operation, string parameters, string target) =>
        CheckAsync("/base", "s3", operation, parameters, target.Replace("?x-id=ListBuckets", "", StringComparison.Ordinal), encodesPathTwice: false);

    [Fact]
    public async Task Call_WithSessionToken_SendsAndSignsIt()
    {
        await using var stub = await AwsStub.StartAsync(200, "{}");
        using var client = stub.CreateClient();
        var call = Calls.Create("cloudcontrol", "ListResources", """{"TypeName":"AWS::S3::Bucket"}""") with
        {
            Credentials = AwsCredentialSource.FromKeys("AKIDEXAMPLE", Secret, "the/token=="),
        };

        await client.CallAsync(call, TestContext.Current.CancellationToken);

        var request = Assert.Single(stub.Requests);
        Assert.Equal("the/token==", request.Headers["X-Amz-Security-Token"]);
        Assert.Contains("x-amz-security-token", request.Headers["Authorization"], StringComparison.Ordinal);
        var (sent, expected) = Signature.Check(request, Secret);
        Assert.Equal(expected, sent);
    }

    [Fact]
    public async Task Call_WithWebIdentity_IsNotSigned()
    {
        await using var stub = await AwsStub.StartAsync(200, "<AssumeRoleWithWebIdentityResponse><AssumeRoleWithWebIdentityResult/></AssumeRoleWithWebIdentityResponse>", "text/xml");
        using var client = stub.CreateClient();

        await client.CallAsync(
            Calls.Create("sts", "AssumeRoleWithWebIdentity", """{"RoleArn":"arn:aws:iam::123456789012:role/r","RoleSessionName":"s","WebIdentityToken":"t"}"""),
            TestContext.Current.CancellationToken);

        Assert.DoesNotContain("Authorization", Assert.Single(stub.Requests).Headers.Keys);
    }

    private static async Task CheckAsync(
        string basePath, string service, string operation, string parameters, string target, bool encodesPathTwice = true)
    {
        await using var stub = await AwsStub.StartAsync(400, "");
        using var client = stub.CreateClient(basePath: basePath);

        await Assert.ThrowsAsync<AwsException>(
            () => client.CallAsync(Calls.Create(service, operation, parameters), TestContext.Current.CancellationToken));

        var request = Assert.Single(stub.Requests);
        Assert.StartsWith(target, request.Target, StringComparison.Ordinal);
        var (sent, expected) = Signature.Check(request, Secret, encodesPathTwice);
        Assert.Equal(expected, sent);
    }
}
