using Pipeline.Aws.Tests.Wire;

namespace Pipeline.Aws.Tests;

public sealed class AwsClientTests
{
    private const string GetCallerIdentity =
        """
        <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
        <Arn>arn:aws:iam::123456789012:user/reader</Arn><UserId>AIDA</UserId><Account>123456789012</Account>
        </GetCallerIdentityResult><ResponseMetadata><RequestId>r-1</RequestId></ResponseMetadata></GetCallerIdentityResponse>
        """;

    [Fact]
    public async Task CallAsync_CloudControlPage_ReturnsBoto3ShapeAndToken()
    {
        await using var stub = await AwsStub.StartAsync(
            200,
            """{"ResourceDescriptions":[{"Properties":"{\"BucketName\":\"a\"}","Identifier":"a","New":1}],"TypeName":"AWS::S3::Bucket","NextToken":"t2"}""");
        using var client = stub.CreateClient();

        var response = await client.CallAsync(
            Calls.Create("cloudcontrol", "ListResources", """{"TypeName":"AWS::S3::Bucket"}"""),
            TestContext.Current.CancellationToken);

        Assert.Equal(
            """{"TypeName":"AWS::S3::Bucket","ResourceDescriptions":[{"Identifier":"a","Properties":"{\"BucketName\":\"a\"}"}],"NextToken":"t2"}""",
            response.Text());
        Assert.Equal("t2", response.NextToken);
        Assert.Equal("request-1", response.RequestId);
        var request = Assert.Single(stub.Requests);
        Assert.Equal("CloudApiService.ListResources", request.Headers["X-Amz-Target"]);
        Assert.Equal("application/x-amz-json-1.0", request.Headers["Content-Type"]);
        Assert.Equal("""{"TypeName":"AWS::S3::Bucket"}""", request.Body);
        Assert.Contains("/eu-west-1/cloudcontrolapi/aws4_request", request.Headers["Authorization"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task CallAsync_Query_ReadsXml()
    {
        await using var stub = await AwsStub.StartAsync(200, GetCallerIdentity, "text/xml");
        using var client = stub.CreateClient();

        var response = await client.CallAsync(Calls.Create("sts", "GetCallerIdentity"), TestContext.Current.CancellationToken);

        Assert.Equal(
            """{"UserId":"AIDA","Account":"123456789012","Arn":"arn:aws:iam::123456789012:user/reader"}""",
            response.Text());
        Assert.Equal("Action=GetCallerIdentity&Version=2011-06-15", Assert.Single(stub.Requests).Body);
    }

    [Fact]
    public async Task CallAsync_RestJson_BindsPathAndBody()
    {
        await using var stub = await AwsStub.StartAsync(
            200, """{"Regions":[{"RegionOptStatus":"ENABLED","RegionName":"eu-west-1"}]}""", "application/json");
        using var client = stub.CreateClient();

        var response = await client.CallAsync(
            Calls.Create("account", "ListRegions", """{"RegionOptStatusContains":["ENABLED","ENABLED_BY_DEFAULT"]}""", "us-east-1"),
            TestContext.Current.CancellationToken);

        Assert.Equal("""{"Regions":[{"RegionName":"eu-west-1","RegionOptStatus":"ENABLED"}]}""", response.Text());
        Assert.Null(response.NextToken);
        var request = Assert.Single(stub.Requests);
        Assert.Equal("/listRegions", request.Target);
        Assert.Equal("""{"RegionOptStatusContains":["ENABLED","ENABLED_BY_DEFAULT"]}""", request.Body);
    }

    [Fact]
    public async Task CallAsync_Timestamps_AreWrittenAsPythonWritesThem()
    {
        const string account = """{"Accounts":[{"JoinedTimestamp":1600000000.123,"Id":"123456789012"}]}""";
        await using var stub = await AwsStub.StartAsync(200, account, "application/x-amz-json-1.1");
        using var client = stub.CreateClient();
        var call = Calls.Create("organizations", "ListAccounts");

        var python = await client.CallAsync(call, TestContext.Current.CancellationToken);
        var iso = await client.CallAsync(call with { TextStyle = AwsTextStyle.Iso8601 }, TestContext.Current.CancellationToken);

        Assert.Equal("""{"Accounts":[{"Id":"123456789012","JoinedTimestamp":"2020-09-13 12:26:40.123000+00:00"}]}""", python.Text());
        Assert.Equal("""{"Accounts":[{"Id":"123456789012","JoinedTimestamp":"2020-09-13T12:26:40.123Z"}]}""", iso.Text());
    }

    [Theory]
    [InlineData("""{"TypeName":"\ud800 \u00fc \/ \"q\""}""")]
    [InlineData("""{"TypeName":"ü 😀"}""")]
    public async Task CallAsync_StringsOfAnyKind_KeepTheirMeaning(string page)
    {
        await using var stub = await AwsStub.StartAsync(200, page);
        using var client = stub.CreateClient();

        var response = await client.CallAsync(
            Calls.Create("cloudcontrol", "ListResources", """{"TypeName":"AWS::S3::Bucket"}"""),
            TestContext.Current.CancellationToken);

        Assert.Equal(page, response.Text());
    }
}
