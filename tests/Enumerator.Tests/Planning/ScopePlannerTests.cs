using System.Text.Json;
using Pipeline.Contracts;
using Pipeline.Contracts.Mapping;
using Pipeline.Enumerator.Accounts;
using Pipeline.Enumerator.Planning;
using Pipeline.Ledger;

namespace Pipeline.Enumerator.Tests.Planning;

public sealed class ScopePlannerTests
{
    private const string Home = "111111111111";
    private const string Member = "222222222222";

    [Theory]
    [InlineData("", "", "us-east-1,eu-west-1,af-south-1")]
    [InlineData("", "eu-west-1", "us-east-1,af-south-1")]
    [InlineData("eu-west-1", "", "eu-west-1")]
    [InlineData("eu-west-1,us-east-1", "eu-west-1", "us-east-1")]
    [InlineData("eu-west-1", "eu-west-1", "")]
    [InlineData("eu-central-1", "", "")]
    public void Plan_RegionPolicy_ListsTheRegionsItLeaves(string allow, string deny, string expected)
    {
        var plan = Plan(Mappings.Of(Mappings.Block("AWS::EC2::VPC", Policy(allow, deny))));

        Assert.Equal(expected, string.Join(',', plan.Scopes.Select(scope => scope.Scope.Region)));
    }

    [Fact]
    public void Plan_PolicyThatLeavesNoRegion_ListsNothingAndSaysSo()
    {
        var plan = Plan(Mappings.Of(
            Mappings.Block("AWS::EC2::VPC", Policy("eu-central-1", "")), Mappings.Block("AWS::IAM::Role", Policy("eu-central-1", ""))));

        Assert.Empty(plan.Scopes);
        Assert.Equal(2, plan.Notes.Count);
        Assert.All(plan.Notes, note => Assert.Contains("regionPolicy", note, StringComparison.Ordinal));
    }

    [Fact]
    public void Plan_SeveralBlocksOfAKind_AreOneListing()
    {
        var plan = Plan(Mappings.Of(
            Mappings.Block("AWS::EC2::VPC"), Mappings.Block("AWS::EC2::Subnet"), Mappings.Block("AWS::EC2::VPC", Policy("eu-west-1", ""))));

        var vpc = plan.Scopes.Where(scope => scope.Scope.Kind == "AWS::EC2::VPC").ToDictionary(scope => scope.Scope.Region, scope => scope.Blocks);
        Assert.Equal(3, vpc.Count);
        Assert.Equal([0, 2], vpc["eu-west-1"]);
        Assert.Equal([0], vpc["us-east-1"]);
    }

    [Fact]
    public void Plan_KindReadAndListed_IsTwoScopes()
    {
        var plan = Plan(Mappings.Of(
            Mappings.Block("AWS::ECS::Cluster"), Mappings.Block("AWS::ECS::Cluster", ",\"useGetResourceAPI\":\"true\"")));

        Assert.Equal(6, plan.Scopes.Select(scope => scope.Scope.ToString()).Distinct().Count());
        Assert.Equal(3, plan.Scopes.Count(scope => scope.Scope.Options.GetEach));
    }

    [Theory]
    [InlineData("AWS::IAM::Role")]
    [InlineData("AWS::CloudFront::Distribution")]
    [InlineData("AWS::Route53::HostedZone")]
    [InlineData("AWS::S3::Bucket")]
    public void Plan_GlobalKind_IsOneScopePerAccountThatTriesOptInRegionsLast(string kind)
    {
        var plan = Plan(Mappings.OfKinds(kind), new AccountReach(Home, ["af-south-1", "us-east-1", "eu-west-1"]), new AccountReach(Member, ["eu-west-1"]));

        Assert.Equal(2, plan.Scopes.Count);
        Assert.All(plan.Scopes, scope => Assert.Equal(Scope.Global, scope.Scope.Region));
        Assert.Equal(["us-east-1", "eu-west-1", "af-south-1"], plan.Scopes[0].Regions);
    }

    [Fact]
    public void Plan_OrganizationAccounts_IsOneScopeOfHomeHoweverBlocksSelect()
    {
        var plan = Plan(
            Mappings.Of(
                Mappings.Block("AWS::Organizations::Account"),
                Mappings.Block("AWS::Organizations::Account", ",\"useGetResourceAPI\":true" + Policy("eu-west-1", ""))),
            new AccountReach(Home, ["us-east-1"]),
            new AccountReach(Member, ["us-east-1"]));

        var scope = Assert.Single(plan.Scopes);
        Assert.Equal((Home, Scope.Global, ListingOptions.Default), (scope.Scope.AccountId, scope.Scope.Region, scope.Scope.Options));
        Assert.Equal([0, 1], scope.Blocks);
    }

    [Theory]
    [InlineData("AWS::S3::Bucket", true)]
    [InlineData("AWS::SQS::Queue", true)]
    [InlineData("AWS::ELBV2::LoadBalancer", false)]
    [InlineData("AWS::EC2::VPC", false)]
    public void Plan_PlainSelector_ReadsEachResourceOnlyOfKindsThatNeedIt(string kind, bool read)
    {
        var plan = Plan(Mappings.OfKinds(kind));

        Assert.All(plan.Scopes, scope => Assert.Equal(read, scope.Scope.Options.GetEach));
    }

    [Fact]
    public void Plan_AccountOutOfReach_IsOneFailedScopeOfAllBlocks()
    {
        var failure = new ScopeFailure { Class = FailureClass.Credentials, Code = "AccessDenied", Reason = "No." };

        var plan = Plan(
            Mappings.OfKinds("AWS::EC2::VPC", "AWS::EC2::Subnet"), new AccountReach(Home, ["us-east-1"]), new AccountReach(Member, [], failure));

        var failed = Assert.Single(plan.Scopes, scope => scope.Failure is not null);
        Assert.Equal(Member, failed.Scope.AccountId);
        Assert.Equal([0, 1], failed.Blocks);
        Assert.Equal(3, plan.Scopes.Count);
    }

    [Fact]
    public void Plan_ManyKindsInManyPlaces_TakesTurnsBetweenPlaces()
    {
        var plan = Plan(
            Mappings.OfKinds("AWS::EC2::VPC", "AWS::EC2::Subnet", "AWS::EC2::Instance"),
            new AccountReach(Home, ["us-east-1", "eu-west-1"]),
            new AccountReach(Member, ["us-east-1"]));

        var places = plan.Scopes.Select(scope => (scope.Scope.AccountId, scope.Scope.Region)).ToList();
        Assert.Equal(9, places.Count);
        Assert.All(places.Chunk(3), turn => Assert.Equal(3, turn.Distinct().Count()));
    }

    [Theory]
    [InlineData("AWS::EC2::Instnace", "Did you mean AWS::EC2::Instance?")]
    [InlineData("aws::s3::bucket", "Did you mean AWS::S3::Bucket?")]
    [InlineData("AWS::EKS::Addon", "ClusterName")]
    public void Plan_DoubtfulKind_IsTriedWithAdvice(string kind, string advice)
    {
        var plan = Plan(Mappings.OfKinds(kind));

        Assert.NotEmpty(plan.Scopes);
        Assert.Contains(advice, Assert.Single(plan.Notes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AWS::EC2::Instance")]
    [InlineData("AWS::ElastiCache::Cluster")]
    [InlineData("AWS::ELBV2::LoadBalancer")]
    [InlineData("AWS::ACM::Certificate")]
    [InlineData("AWS::CloudFormation::Stack")]
    [InlineData("AWS::ImageBuilder::Image")]
    [InlineData("AWS::Organizations::Account")]
    [InlineData("AWS::ResourceGroups::Group")]
    [InlineData("AWS::SQS::Queue")]
    public void Plan_KnownKind_NeedsNoAdvice(string kind) => Assert.Empty(Plan(Mappings.OfKinds(kind)).Notes);

    [Fact]
    public void Plan_Filtered_HasOnlyTheScopesAskedForAndNoAdviceOnTheOthers()
    {
        var plan = Plan(
            Mappings.OfKinds("AWS::SQS::Queue", "AWS::EC2::Instance"),
            new RunFilter { Regions = ["EU-west-1"], Kinds = ["AWS::SQS::Queue"] });

        Assert.Equal($"{Home}/eu-west-1/AWS::SQS::Queue/get", Assert.Single(plan.Scopes).Scope.ToString());
        Assert.Empty(plan.Notes);
    }

    private static RunPlan Plan(string mapping, params AccountReach[] accounts) => Plan(mapping, only: null, accounts);

    private static RunPlan Plan(string mapping, RunFilter? only, params AccountReach[] accounts) => ScopePlanner.Plan(
        MappingReader.Read(JsonElement.Parse(mapping)),
        new Discovery
        {
            HomeAccountId = Home,
            HomeRegion = "us-east-1",
            Accounts = accounts.Length > 0 ? accounts : [new AccountReach(Home, ["us-east-1", "eu-west-1", "af-south-1"])],
            Notes = [],
        },
        only ?? new RunFilter(),
        remembered: []);

    private static string Policy(string allow, string deny) =>
        $$""","regionPolicy":{"allow":{{Array(allow)}},"deny":{{Array(deny)}} }""";

    private static string Array(string items) => JsonSerializer.Serialize(items.Split(',', StringSplitOptions.RemoveEmptyEntries));
}
