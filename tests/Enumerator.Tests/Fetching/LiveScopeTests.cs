using Pipeline.Tests.Aws;

namespace Pipeline.Enumerator.Tests.Fetching;

/// <summary>Which blocks, accounts and regions an event is for.</summary>
public sealed class LiveScopeTests
{
    private const string Kind = "AWS::ECS::Cluster";
    private static readonly string Mapping = Mappings.OfKinds(Kind);

    [Fact]
    public async Task Changed_KindWithoutABlock_IsNotAskedFor()
    {
        await using var stub = await AwsStub.StartAsync(request => request.Operation == "GetResource" ? AwsStub.Resource("c-1") : null);
        await using var host = await EnumeratorHost.StartAsync(stub);

        await host.ChangeAsync(Mapping, AwsStub.Home, AwsStub.Region, "AWS::EC2::Vpc", "vpc-1");
        await host.ChangeAsync(Mapping, AwsStub.Home, AwsStub.Region, Kind, "c-1");

        await host.Live.FirstSeenAsync();
        Assert.Equal(1, Reads(stub));
    }

    [Fact]
    public async Task Changed_RegionThatOneOfTwoBlocksDenies_IsSeenForTheOtherOnly()
    {
        await using var stub = await AwsStub.StartAsync(request => request.Operation == "GetResource" ? AwsStub.Resource("c-1") : null);
        await using var host = await EnumeratorHost.StartAsync(stub);
        var mapping = Mappings.Of(
            Mappings.Block(Kind, $$""","regionPolicy":{"deny":["{{AwsStub.Region}}"]}"""),
            Mappings.Block(Kind, $$""","regionPolicy":{"allow":["{{AwsStub.Region}}"]}"""));

        await host.ChangeAsync(mapping, AwsStub.Home, AwsStub.Region, Kind, "c-1");

        Assert.Equal([1], (await host.Live.FirstSeenAsync()).Blocks);
    }

    [Theory]
    [Trait("Row", "S9")]
    [Trait("Row", "S10")]
    [InlineData("us-west-2")]
    [InlineData("evil.example.com/")]
    [InlineData("")]
    public async Task Changed_RegionThatTheAccountDoesNotHave_IsNotAskedFor(string region)
    {
        await using var stub = await AwsStub.StartAsync(request => request.Operation == "GetResource" ? AwsStub.Resource("c-1") : null);
        await using var host = await EnumeratorHost.StartAsync(stub);

        await host.ChangeAsync(Mapping, AwsStub.Home, region, Kind, "c-1");
        await host.ChangeAsync(Mapping, AwsStub.Home, AwsStub.Region, Kind, "c-2");

        await host.Live.FirstSeenAsync();
        Assert.Equal(1, Reads(stub));
        Assert.Empty(host.Live.Faults);
    }

    [Theory]
    [InlineData("us-east-1")]
    [InlineData("ap-south-1")]
    [InlineData("")]
    public async Task Changed_GlobalKindFromAnyRegion_IsSeenInTheGlobalScope(string region)
    {
        await using var stub = await AwsStub.StartAsync(request => request.Operation == "GetResource" ? AwsStub.Resource("r-1") : null);
        await using var host = await EnumeratorHost.StartAsync(stub);

        await host.ChangeAsync(Mappings.OfKinds("AWS::IAM::Role"), AwsStub.Home, region, "AWS::IAM::Role", "arn:aws:iam::111111111111:role/path/r-1");

        var seen = await host.Live.FirstSeenAsync();
        Assert.Equal($"{AwsStub.Home}/global/AWS::IAM::Role", seen.Scope.ToString());
        Assert.Equal("r-1", stub.Requests.Single(request => request.Operation == "GetResource").Json("Identifier"));
    }

    private static int Reads(AwsStub stub) => stub.Requests.Count(request => request.Operation == "GetResource");
}
