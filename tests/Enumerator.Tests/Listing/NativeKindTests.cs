using Pipeline.Contracts;
using Pipeline.Tests.Aws;

namespace Pipeline.Enumerator.Tests.Listing;

public sealed class NativeKindTests
{
    [Fact]
    public async Task Run_LoadBalancers_AreFlatAndReadPageByPage()
    {
        await using var stub = await AwsStub.StartAsync(request => request.Operation != "DescribeLoadBalancers" ? null : StubAnswer.Xml(
            request.Operation,
            request.Form("Marker") == "more"
                ? "<LoadBalancers><member><LoadBalancerArn>arn:2</LoadBalancerArn></member></LoadBalancers>"
                : "<LoadBalancers><member><LoadBalancerArn>arn:1</LoadBalancerArn><CreatedTime>2024-01-02T03:04:05.120Z</CreatedTime>"
                  + "</member></LoadBalancers><NextMarker>more</NextMarker>"));
        await using var host = await EnumeratorHost.StartAsync(stub);

        var run = await host.RunAsync(Mappings.OfKinds("AWS::ELBV2::LoadBalancer"));

        Assert.Equal(RunOutcome.Complete, run.Outcome);
        Assert.Equal(["arn:1", "arn:2"], host.Downstream.Resources.Select(resource => resource.Identifier).Order());
        Assert.Equal(
            """{"LoadBalancerArn":"arn:1","CreatedTime":"2024-01-02 03:04:05.120000+00:00","__Kind":"AWS::ELBV2::LoadBalancer","__AccountId":"111111111111","__Region":"eu-west-1"}""",
            host.Downstream.Resources.Single(resource => resource.Identifier == "arn:1").Raw.GetRawText());
    }

    [Fact]
    public async Task Run_CacheClusters_AreFlat()
    {
        await using var stub = await AwsStub.StartAsync(request => request.Operation != "DescribeCacheClusters" ? null : StubAnswer.Xml(
            request.Operation,
            "<CacheClusters><CacheCluster><CacheClusterId>c-1</CacheClusterId><NumCacheNodes>2</NumCacheNodes></CacheCluster></CacheClusters>"));
        await using var host = await EnumeratorHost.StartAsync(stub);

        await host.RunAsync(Mappings.OfKinds("AWS::ElastiCache::Cluster"));

        var resource = Assert.Single(host.Downstream.Resources);
        Assert.Equal(("c-1", 2), (resource.Identifier, resource.Raw.GetProperty("NumCacheNodes").GetInt32()));
        Assert.Equal("AWS::ElastiCache::Cluster", resource.Raw.GetProperty("__Kind").GetString());
    }

    [Fact]
    public async Task Run_Stacks_AreFlat()
    {
        await using var stub = await AwsStub.StartAsync(request => request.Operation != "DescribeStacks" ? null : StubAnswer.Xml(
            request.Operation,
            "<Stacks><member><StackId>arn:s</StackId><StackName>s</StackName><StackStatus>CREATE_COMPLETE</StackStatus></member></Stacks>"));
        await using var host = await EnumeratorHost.StartAsync(stub);

        await host.RunAsync(Mappings.OfKinds("AWS::CloudFormation::Stack"));

        var resource = Assert.Single(host.Downstream.Resources);
        Assert.Equal(("arn:s", "s"), (resource.Identifier, resource.Raw.GetProperty("StackName").GetString()));
    }

    [Fact]
    public async Task Run_Certificates_AreSummariesOfEveryKeyType()
    {
        await using var stub = await AwsStub.StartAsync(request => request.Operation != "ListCertificates" ? null : StubAnswer.Json(
            """{"CertificateSummaryList":[{"CertificateArn":"arn:c","DomainName":"example.com"}]}"""));
        await using var host = await EnumeratorHost.StartAsync(stub);

        await host.RunAsync(Mappings.OfKinds("AWS::ACM::Certificate"));

        Assert.Equal("example.com", Assert.Single(host.Downstream.Resources).Raw.GetProperty("DomainName").GetString());
        Assert.Contains("EC_prime256v1", stub.Requests.Single(request => request.Operation == "ListCertificates").Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_GroupsWithMembers_HaveAllPagesOfTheirResources()
    {
        await using var stub = await AwsStub.StartAsync(request => request.Operation switch
        {
            "/groups-list" => StubAnswer.Json("""{"GroupIdentifiers":[{"GroupName":"g","GroupArn":"arn:g"}]}"""),
            "/list-group-resources" when request.Json("NextToken") is null =>
                StubAnswer.Json("""{"ResourceIdentifiers":[{"ResourceArn":"arn:1","ResourceType":"AWS::EC2::VPC"}],"NextToken":"2"}"""),
            "/list-group-resources" => StubAnswer.Json("""{"ResourceIdentifiers":[{"ResourceArn":"arn:2","ResourceType":"AWS::EC2::VPC"}]}"""),
            _ => null,
        });
        await using var host = await EnumeratorHost.StartAsync(stub);

        var run = await host.RunAsync(Mappings.Of(Mappings.Block("AWS::ResourceGroups::Group", ",\"listGroupResources\":true")));

        Assert.Equal(RunOutcome.Complete, run.Outcome);
        var resource = Assert.Single(host.Downstream.Resources);
        Assert.Equal("arn:g", resource.Identifier);
        Assert.Equal(
            ["GroupName", "GroupArn", "__Kind", "__AccountId", "__Region", "__Resources"],
            resource.Raw.EnumerateObject().Select(member => member.Name));
        Assert.Equal(
            ["arn:1", "arn:2"],
            resource.Raw.GetProperty("__Resources").EnumerateArray().Select(member => member.GetProperty("ResourceArn").GetString()));
    }

    [Fact]
    public async Task Run_GroupsWithoutMembers_GoThroughCloudControl()
    {
        await using var stub = await AwsStub.StartAsync(request => request.Operation == "ListResources" ? AwsStub.Page(null, "g") : null);
        await using var host = await EnumeratorHost.StartAsync(stub);

        await host.RunAsync(Mappings.OfKinds("AWS::ResourceGroups::Group"));

        Assert.Equal("g", Assert.Single(host.Downstream.Resources).Identifier);
    }
}
