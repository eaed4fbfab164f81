using System.Text.Json;
using Pipeline.Simulator.Demo;

namespace Pipeline.Simulator.Tests.Aws;

public sealed class CloudControlTests
{
    private static readonly CancellationToken Cancelled = TestContext.Current.CancellationToken;

    public static TheoryData<string> Kinds => [.. DemoCatalog.RealisticKinds, "AWS::Route53::HostedZone", "AWS::Example::Widget"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task EveryResource_ListedAndThenRead_IsTheSame(string kind)
    {
        await using var world = await SimulatedWorld.StartAsync(new() { ResourcesPerScope = 57, Kinds = [kind] }, Cancelled);
        using var caller = AwsCaller.Of(world);

        var listed = await caller.ListAllAsync(kind, most: 10);

        Assert.Equal(57, listed.Select(resource => resource.GetProperty("Identifier").GetString()).Distinct().Count());
        foreach (var resource in listed)
        {
            var got = await caller.GetAsync(kind, resource.GetProperty("Identifier").GetString()!);
            using var short_ = JsonDocument.Parse(resource.GetProperty("Properties").GetString()!);
            using var full = JsonDocument.Parse(got.Body.GetProperty("ResourceDescription").GetProperty("Properties").GetString()!);
            Assert.All(short_.RootElement.EnumerateObject(), property =>
                Assert.True(JsonElement.DeepEquals(property.Value, full.RootElement.GetProperty(property.Name)), property.Name));
        }
    }

    [Theory]
    [InlineData("AWS::ECS::Cluster", 1)]
    [InlineData("AWS::S3::Bucket", 1)]
    [InlineData("AWS::EC2::Instance", 18)]
    public async Task ListResources_ShowsAsMuchAsTheKindsHandlerDoes(string kind, int least)
    {
        await using var world = await SimulatedWorld.StartAsync(new() { Kinds = [kind] }, Cancelled);
        using var caller = AwsCaller.Of(world);

        var listed = await caller.ListAllAsync(kind);

        using var properties = JsonDocument.Parse(listed[0].GetProperty("Properties").GetString()!);
        var count = properties.RootElement.EnumerateObject().Count();
        Assert.True(least == 1 ? count == 1 : count >= least, $"{count} properties");
    }

    [Fact]
    public async Task SameSeed_GivesTheSameBytes_AnotherSeedDoesNot()
    {
        static async Task<string> ReadAsync(int seed)
        {
            await using var world = await SimulatedWorld.StartAsync(new() { Seed = seed }, Cancelled);
            using var caller = AwsCaller.Of(world);
            return (await caller.ListAsync("AWS::Lambda::Function")).Text;
        }

        Assert.Equal(await ReadAsync(7), await ReadAsync(7));
        Assert.NotEqual(await ReadAsync(7), await ReadAsync(8));
    }

    [Fact]
    public async Task Regions_HaveResourcesOfTheirOwn_GlobalKindsTheSameEverywhere()
    {
        await using var world = await SimulatedWorld.StartAsync(new(), Cancelled);
        using var here = AwsCaller.Of(world);
        using var there = AwsCaller.Of(world, "eu-west-1");

        Assert.Empty((await here.ListAsync("AWS::EC2::VPC")).Identifiers.Intersect((await there.ListAsync("AWS::EC2::VPC")).Identifiers));
        Assert.Equal((await here.ListAsync("AWS::IAM::Role")).Text, (await there.ListAsync("AWS::IAM::Role")).Text);
    }

    [Theory]
    [InlineData("AWS::EKS::Nodegroup", null, "InvalidRequestException")]
    [InlineData("AWS::EKS::Nodegroup", """{"Other":"x"}""", "InvalidRequestException")]
    [InlineData("AWS::EKS::Nodegroup", """{"ClusterName":"x"}""", null)]
    [InlineData("AWS::Nothing::Known", null, "TypeNotFoundException")]
    [InlineData("AWS::IAM::Policy", null, "UnsupportedActionException")]
    [InlineData("nonsense", null, "ValidationException")]
    [InlineData("AWS::Kinesis::Stream", null, null)]
    public async Task ListResources_OfAKindWithAPeculiarity_AnswersAsCloudControl(string kind, string? model, string? code)
    {
        await using var world = await SimulatedWorld.StartAsync(new(), Cancelled);
        using var caller = AwsCaller.Of(world);

        var answer = await caller.ListAsync(kind, model: model);

        Assert.Equal(code, answer.Code);
        if (code is null)
        {
            Assert.Empty(answer.Identifiers);
        }
    }

    [Fact]
    public async Task ListResources_WithoutParent_NamesTheMissingProperty()
    {
        await using var world = await SimulatedWorld.StartAsync(new(), Cancelled);
        using var caller = AwsCaller.Of(world);

        var answer = await caller.ListAsync("AWS::EKS::Nodegroup");

        Assert.Contains("required key [ClusterName] not found", answer.Body.GetProperty("Message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ListResources_InARegionThatIsNotEnabled_RefusesTheCredentials()
    {
        await using var world = await SimulatedWorld.StartAsync(new(), Cancelled);
        using var caller = AwsCaller.Of(world, "me-south-1");

        var answer = await caller.ListAsync("AWS::EC2::VPC");

        Assert.Equal("UnrecognizedClientException", answer.Code);
    }

    [Fact]
    public async Task NextToken_OfAnotherListing_IsRefused()
    {
        await using var world = await SimulatedWorld.StartAsync(new(), Cancelled);
        using var caller = AwsCaller.Of(world);
        var token = (await caller.ListAsync("AWS::EC2::VPC", most: 5)).NextToken;

        Assert.Null((await caller.ListAsync("AWS::EC2::VPC", token, most: 5)).Code);
        Assert.Equal("InvalidRequestException", (await caller.ListAsync("AWS::EC2::Subnet", token, most: 5)).Code);
        Assert.Equal("InvalidRequestException", (await caller.ListAsync("AWS::EC2::VPC", token + "0", most: 5)).Code);
    }

    [Theory]
    [InlineData("i-00000000000000000")]
    [InlineData("vpc-1")]
    [InlineData("ü")]
    [InlineData("|")]
    public async Task GetResource_OfNothing_IsNotFound(string identifier)
    {
        await using var world = await SimulatedWorld.StartAsync(new(), Cancelled);
        using var caller = AwsCaller.Of(world);

        foreach (var kind in DemoCatalog.RealisticKinds)
        {
            Assert.Equal("ResourceNotFoundException", (await caller.GetAsync(kind, identifier)).Code);
        }
    }

    [Fact]
    public async Task EveryTypeOfTheCatalog_ListsAndReadsWithItsPrimaryIdentifier()
    {
        var facts = SharedData.CloudControlKinds();
        await using var world = await SimulatedWorld.StartAsync(
            new() { ResourcesPerScope = 3, KindFacts = facts, Kinds = [.. facts.Select(fact => fact.Name)] }, Cancelled);
        using var caller = AwsCaller.Of(world);

        Assert.True(facts.Count > 1400);
        foreach (var fact in facts)
        {
            var refused = await caller.ListAsync(fact.Name);
            Assert.Equal(fact.ListRequires.Count > 0 ? "InvalidRequestException" : null, refused.Code);
            var model = JsonSerializer.Serialize(fact.ListRequires.ToDictionary(name => name, name => $"parent-of-{name}"));
            var listed = fact.ListRequires.Count > 0 ? await caller.ListAsync(fact.Name, model: model) : refused;
            Assert.True(listed.Identifiers.Count is 1 or 3, fact.Name);
            foreach (var identifier in listed.Identifiers)
            {
                await AssertReadsAsync(caller, fact, identifier);
            }
        }
    }

    private static async Task AssertReadsAsync(AwsCaller caller, KindFacts fact, string identifier)
    {
        var got = await caller.GetAsync(fact.Name, identifier);
        Assert.True(got.Code is null, $"{fact.Name} {identifier}: {got.Text}");
        using var properties = JsonDocument.Parse(got.Body.GetProperty("ResourceDescription").GetProperty("Properties").GetString()!);
        var values = fact.PrimaryIdentifier.Select(name => properties.RootElement.GetProperty(name).GetString());
        Assert.Equal(identifier, string.Join('|', values));
        Assert.All(fact.ListRequires, name => Assert.Equal($"parent-of-{name}", properties.RootElement.GetProperty(name).GetString()));
    }
}
