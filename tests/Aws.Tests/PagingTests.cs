using System.Text.Json;
using Pipeline.Aws.Tests.Wire;

namespace Pipeline.Aws.Tests;

public sealed class PagingTests
{
    [Theory]
    [InlineData("cloudcontrol", "ListResources", """{"NextToken":"a\"b"}""", "a\"b")]
    [InlineData("cloudcontrol", "ListResources", """{"NextToken":""}""", null)]
    [InlineData("cloudcontrol", "ListResources", """{"NextToken":null}""", null)]
    [InlineData("cloudcontrol", "ListResources", "{}", null)]
    [InlineData("kinesis", "DescribeStream", """{"StreamDescription":{"Shards":[{"ShardId":"s1"},{"ShardId":"s2"}],"HasMoreShards":true}}""", "s2")]
    [InlineData("kinesis", "DescribeStream", """{"StreamDescription":{"Shards":[{"ShardId":"s1"}],"HasMoreShards":false}}""", null)]
    [InlineData("dynamodb", "ListTables", """{"TableNames":["a"],"LastEvaluatedTableName":"a"}""", "a")]
    [InlineData("lambda", "ListFunctions", """{"Functions":[],"NextMarker":"m"}""", "m")]
    public async Task NextToken_OfAJsonPage_IsWhatThePaginatorSays(string service, string operation, string page, string? token)
    {
        await using var stub = await AwsStub.StartAsync(200, page, "application/json");
        using var client = stub.CreateClient();

        var response = await client.CallAsync(Calls.Create(service, operation), TestContext.Current.CancellationToken);

        Assert.Equal(token, response.NextToken);
    }

    [Theory]
    [InlineData("iam", "ListRoles", "<ListRolesResponse><ListRolesResult><Roles/><IsTruncated>true</IsTruncated><Marker>m</Marker></ListRolesResult></ListRolesResponse>", "m")]
    [InlineData("iam", "ListRoles", "<ListRolesResponse><ListRolesResult><Roles/><IsTruncated>false</IsTruncated><Marker>m</Marker></ListRolesResult></ListRolesResponse>", null)]
    [InlineData("ec2", "DescribeImages", "<DescribeImagesResponse><imagesSet/><nextToken>t</nextToken></DescribeImagesResponse>", "t")]
    public async Task NextToken_OfAnXmlPage_IsWhatThePaginatorSays(string service, string operation, string page, string? token)
    {
        await using var stub = await AwsStub.StartAsync(200, page, "text/xml");
        using var client = stub.CreateClient();

        var response = await client.CallAsync(Calls.Create(service, operation), TestContext.Current.CancellationToken);

        Assert.Equal(token, response.NextToken);
    }

    [Fact]
    public async Task NextToken_OfSeveralParts_ComesBackAsTheirParameters()
    {
        const string page =
            """
            <ListResourceRecordSetsResponse><ResourceRecordSets/><IsTruncated>true</IsTruncated><MaxItems>100</MaxItems>
            <NextRecordName>b.example.</NextRecordName><NextRecordType>TXT</NextRecordType></ListResourceRecordSetsResponse>
            """;
        await using var stub = await AwsStub.StartAsync(200, page, "text/xml");
        using var client = stub.CreateClient();
        var call = Calls.Create("route53", "ListResourceRecordSets", """{"HostedZoneId":"Z1"}""");

        var first = await client.CallAsync(call, TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<AwsException>(() => client.CallAsync(call with { PageToken = first.NextToken }, TestContext.Current.CancellationToken));

        Assert.Equal("""{"StartRecordName":"b.example.","StartRecordType":"TXT"}""", first.NextToken);
        Assert.Equal("/2013-04-01/hostedzone/Z1/rrset?name=b.example.&type=TXT", stub.Requests[1].Target);
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("{\"looks\":\"like JSON\"}")]
    [InlineData("{not JSON")]
    [InlineData("ü \"quoted\" \\ back")]
    public async Task PageToken_OfAnyText_ReachesAws(string token)
    {
        await using var stub = await AwsStub.StartAsync(200, "{}");
        using var client = stub.CreateClient();
        var call = Calls.Create("cloudcontrol", "ListResources", """{"TypeName":"AWS::S3::Bucket","NextToken":"old"}""");

        await client.CallAsync(call with { PageToken = token }, TestContext.Current.CancellationToken);

        var sent = JsonElement.Parse(Assert.Single(stub.Requests).Body);
        Assert.Equal(token, sent.GetProperty("NextToken").GetString());
        Assert.Equal("AWS::S3::Bucket", sent.GetProperty("TypeName").GetString());
    }

    [Fact]
    public async Task CallAsync_PageThatNamesItselfAsNext_IsAnError()
    {
        await using var stub = await AwsStub.StartAsync(200, """{"ResourceDescriptions":[],"NextToken":"same"}""");
        using var client = stub.CreateClient();
        var call = Calls.Create("cloudcontrol", "ListResources", """{"TypeName":"AWS::S3::Bucket"}""") with { PageToken = "same" };

        var error = await Assert.ThrowsAsync<AwsException>(() => client.CallAsync(call, TestContext.Current.CancellationToken));

        Assert.Equal((AwsErrorClass.Unexpected, "RepeatedPageToken"), (error.Class, error.Code));
        Assert.Equal("ListResources", error.Operation);
    }

    [Fact]
    public async Task CallAsync_PageOfWhatHasNoPages_IsAnError()
    {
        await using var stub = await AwsStub.StartAsync(200, "{}");
        using var client = stub.CreateClient();

        var error = await Assert.ThrowsAsync<AwsException>(() => client.CallAsync(
            Calls.Create("sts", "GetCallerIdentity") with { PageToken = "t" }, TestContext.Current.CancellationToken));

        Assert.Equal((AwsErrorClass.InvalidRequest, "InvalidParameter"), (error.Class, error.Code));
        Assert.Empty(stub.Requests);
    }
}
