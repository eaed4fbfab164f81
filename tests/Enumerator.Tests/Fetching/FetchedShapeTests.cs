using Pipeline.Simulator;
using Pipeline.Tests.Aws;

namespace Pipeline.Enumerator.Tests.Fetching;

/// <summary>What a live event has fetched is, to the byte, what listing the scope shows.</summary>
public sealed class FetchedShapeTests
{
    [Theory]
    [InlineData("AWS::S3::Bucket", "")]
    [InlineData("AWS::SQS::Queue", "")]
    [InlineData("AWS::IAM::Role", "")]
    [InlineData("AWS::EC2::Instance", "")]
    [InlineData("AWS::ECS::Cluster", ",\"useGetResourceAPI\":true")]
    [InlineData("AWS::ECS::Service", "")]
    [InlineData("AWS::CloudFront::Distribution", "")]
    [InlineData("AWS::Organizations::Account", "")]
    public async Task Changed_KindOfTheOrganisation_HasTheShapeOfItsListing(string kind, string selector)
    {
        await using var world = await SimulatedWorld.StartAsync(
            new SimulatorOptions { Accounts = 2, Regions = ["us-east-1", "eu-west-1"], ResourcesPerScope = 3 }, CancellationToken.None);
        await using var host = await EnumeratorHost.StartAsync(world);
        var mapping = Mappings.Of(Mappings.Block(kind, selector));
        await host.RunAsync(mapping);

        foreach (var page in host.Downstream.Pages.Where(page => page.Resources.Count > 0))
        {
            var region = page.Scope.Region == "global" ? "eu-west-1" : page.Scope.Region;
            await host.ChangeAsync(mapping, page.Scope.AccountId, region, kind, page.Resources[0].Identifier);
        }

        var listed = host.Downstream.Pages.Where(page => page.Resources.Count > 0).ToDictionary(page => page.Scope.ToString());
        await Eventually.TrueAsync(() => host.Live.Seen.Count == listed.Count);
        Assert.All(host.Live.Seen, seen =>
        {
            var page = listed[seen.Scope.ToString()];
            Assert.Equal(page.Resources[0].Identifier, seen.Resources[0].Identifier);
            Assert.Equal(page.Resources[0].Raw.GetRawText(), seen.Resources[0].Raw.GetRawText());
            Assert.Equal(page.Blocks, seen.Blocks);
            Assert.True(seen.Ticket > page.Ticket);
        });
    }

    [Theory]
    [InlineData("AWS::ELBV2::LoadBalancer", "arn:aws:elasticloadbalancing:eu-west-1:111111111111:loadbalancer/app/l/1", "arn:aws:elasticloadbalancing:eu-west-1:111111111111:loadbalancer/app/l/1")]
    [InlineData("AWS::ELBV2::LoadBalancer", "l", "arn:aws:elasticloadbalancing:eu-west-1:111111111111:loadbalancer/app/l/1")]
    [InlineData("AWS::ElastiCache::Cluster", "arn:aws:elasticache:eu-west-1:111111111111:cluster:c-1", "c-1")]
    [InlineData("AWS::ACM::Certificate", "arn:aws:acm:eu-west-1:111111111111:certificate/2", "arn:aws:acm:eu-west-1:111111111111:certificate/2")]
    [InlineData("AWS::ImageBuilder::Image", "ami-1", "ami-1")]
    [InlineData("AWS::CloudFormation::Stack", "s", "arn:aws:cloudformation:eu-west-1:111111111111:stack/s/1")]
    public async Task Changed_NativeKind_HasTheShapeOfItsListing__weaknesses_4_and_5(string kind, string identifier, string listedAs)
    {
        await using var stub = await AwsStub.StartAsync(NativeAnswers.Of);
        await using var host = await EnumeratorHost.StartAsync(stub);
        await host.RunAsync(Mappings.OfKinds(kind));

        await host.ChangeAsync(Mappings.OfKinds(kind), AwsStub.Home, AwsStub.Region, kind, identifier);

        var seen = Assert.Single((await host.Live.FirstSeenAsync()).Resources);
        Assert.Equal(listedAs, seen.Identifier);
        Assert.Equal(
            host.Downstream.Resources.Single(resource => resource.Identifier == listedAs).Raw.GetRawText(), seen.Raw.GetRawText());
    }

    [Theory]
    [InlineData("AWS::ELBV2::LoadBalancer", "arn:aws:elasticloadbalancing:eu-west-1:111111111111:loadbalancer/app/no/1")]
    [InlineData("AWS::ElastiCache::Cluster", "no")]
    [InlineData("AWS::ACM::Certificate", "arn:aws:acm:eu-west-1:111111111111:certificate/9")]
    [InlineData("AWS::ImageBuilder::Image", "ami-9")]
    [InlineData("AWS::CloudFormation::Stack", "arn:aws:cloudformation:eu-west-1:111111111111:stack/ended/1")]
    [InlineData("AWS::CloudFormation::Stack", "no")]
    public async Task Changed_NativeKindThatIsNotThere_IsGone(string kind, string identifier)
    {
        await using var stub = await AwsStub.StartAsync(NativeAnswers.Of);
        await using var host = await EnumeratorHost.StartAsync(stub);

        await host.ChangeAsync(Mappings.OfKinds(kind), AwsStub.Home, AwsStub.Region, kind, identifier);

        await Eventually.TrueAsync(() => host.Live.Gone.Count == 1);
        Assert.Equal(identifier, host.Live.Gone[0].Resource.Identifier);
    }

    [Theory]
    [InlineData("g")]
    [InlineData("arn:aws:resource-groups:eu-west-1:111111111111:group/g")]
    public async Task Changed_GroupWithMembers_HasTheShapeOfItsListing(string identifier)
    {
        const string Kind = "AWS::ResourceGroups::Group";
        await using var stub = await AwsStub.StartAsync(NativeAnswers.Of);
        await using var host = await EnumeratorHost.StartAsync(stub);
        var mapping = Mappings.Of(Mappings.Block(Kind, ",\"listGroupResources\":true"));
        await host.RunAsync(mapping);

        await host.ChangeAsync(mapping, AwsStub.Home, AwsStub.Region, Kind, identifier);

        var seen = Assert.Single((await host.Live.FirstSeenAsync()).Resources);
        Assert.Equal(host.Downstream.Resources.Single().Raw.GetRawText(), seen.Raw.GetRawText());
        Assert.Equal(1, seen.Raw.GetProperty("__Resources").GetArrayLength());
    }
}
