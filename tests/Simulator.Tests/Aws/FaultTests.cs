namespace Pipeline.Simulator.Tests.Aws;

public sealed class FaultTests
{
    private const string Kind = "AWS::EC2::Instance";

    private static readonly CancellationToken Cancelled = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Throttle_HitsTheShareThatWasAskedFor_TheSameCallsEachTime()
    {
        static async Task<string> OutcomesAsync()
        {
            await using var world = await SimulatedWorld.StartAsync(
                new() { ResourcesPerScope = 1, Faults = [new() { Kind = SimulatorFaultKind.Throttle, Service = "cloudcontrolapi", Fraction = 0.3 }] }, Cancelled);
            using var caller = AwsCaller.Of(world);
            var outcomes = new List<string>();
            for (var i = 0; i < 400; i++)
            {
                outcomes.Add((await caller.ListAsync(Kind)).Code ?? "ok");
            }

            return string.Join(' ', outcomes);
        }

        var first = await OutcomesAsync();

        Assert.InRange(first.Split(' ').Count(code => code == "ThrottlingException"), 90, 150);
        Assert.Equal(first, await OutcomesAsync());
    }

    [Theory]
    [InlineData(SimulatorFaultKind.FailPage, "ServiceInternalErrorException")]
    [InlineData(SimulatorFaultKind.ExpirePageToken, "InvalidRequestException")]
    public async Task PageFault_SetToHappenOnce_HitsThatPageOnceAndNoOther(SimulatorFaultKind fault, string code)
    {
        await using var world = await SimulatedWorld.StartAsync(
            new() { ResourcesPerScope = 30, Faults = [new() { Kind = fault, ResourceKind = Kind, Page = 2, Times = 1 }] }, Cancelled);
        using var caller = AwsCaller.Of(world);

        var first = await caller.ListAsync(Kind, most: 10);
        var refused = await caller.ListAsync(Kind, first.NextToken, most: 10);
        var repeated = await caller.ListAsync(Kind, first.NextToken, most: 10);

        Assert.Equal([null, code, null], new[] { first.Code, refused.Code, repeated.Code });
        Assert.Equal(10, repeated.Identifiers.Count);
    }

    [Fact]
    public async Task CutPage_EndsTheConnectionInTheMiddleOfTheBody()
    {
        await using var world = await SimulatedWorld.StartAsync(
            new() { Faults = [new() { Kind = SimulatorFaultKind.CutPage, ResourceKind = Kind, Times = 1 }] }, Cancelled);
        using var caller = AwsCaller.Of(world);

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => caller.ListAsync(Kind));
        Assert.Null((await caller.ListAsync(Kind)).Code);
    }

    [Fact]
    public async Task Deny_OfAKindInARegion_LeavesOthersAlone()
    {
        await using var world = await SimulatedWorld.StartAsync(
            new() { Faults = [new() { Kind = SimulatorFaultKind.Deny, Region = "eu-west-1", ResourceKind = Kind }] }, Cancelled);
        using var here = AwsCaller.Of(world);
        using var there = AwsCaller.Of(world, "eu-west-1");

        Assert.Null((await here.ListAsync(Kind)).Code);
        Assert.Equal("AccessDeniedException", (await there.ListAsync(Kind)).Code);
        Assert.Null((await there.ListAsync("AWS::EC2::VPC")).Code);
    }

    [Fact]
    public async Task EmptyScope_ListsNothingAndReadsNothing()
    {
        await using var world = await SimulatedWorld.StartAsync(new(), Cancelled);
        using var caller = AwsCaller.Of(world);
        var identifier = (await caller.ListAsync(Kind)).Identifiers[0];
        world.SetFaults(new SimulatorFault { Kind = SimulatorFaultKind.EmptyScope, ResourceKind = Kind });

        Assert.Empty((await caller.ListAsync(Kind)).Identifiers);
        Assert.Equal("ResourceNotFoundException", (await caller.GetAsync(Kind, identifier)).Code);
    }

    [Fact]
    public async Task Vanish_TakesTheSameResourcesFromListingAndReading_AndMoreWithALargerShare()
    {
        await using var world = await SimulatedWorld.StartAsync(new() { ResourcesPerScope = 200 }, Cancelled);
        using var caller = AwsCaller.Of(world);
        async Task<List<string>> GoneAsync(double fraction)
        {
            world.SetFaults();
            var all = (await caller.ListAllAsync(Kind)).Select(resource => resource.GetProperty("Identifier").GetString()!).ToList();
            world.SetFaults(new SimulatorFault { Kind = SimulatorFaultKind.Vanish, ResourceKind = Kind, Fraction = fraction });
            return [.. all.Except((await caller.ListAllAsync(Kind)).Select(resource => resource.GetProperty("Identifier").GetString()!))];
        }

        var few = await GoneAsync(0.1);
        var many = await GoneAsync(0.5);

        Assert.InRange(few.Count, 8, 35);
        Assert.Subset(many.ToHashSet(), few.ToHashSet());
        Assert.Equal("ResourceNotFoundException", (await caller.GetAsync(Kind, few[0])).Code);
        Assert.Equal(200, (await caller.ListAllAsync("AWS::EC2::VPC")).Count);
    }

    [Fact]
    public async Task Faults_SetOverHttp_AreInForceAndListed()
    {
        await using var world = await SimulatedWorld.StartAsync(new(), Cancelled);
        using var http = new HttpClient { BaseAddress = world.PortEndpoint };
        using var caller = AwsCaller.Of(world);

        using var set = await http.PostAsync("/_simulator/faults", new StringContent("""[{"kind":"throttle","service":"cloudcontrolapi"}]"""), Cancelled);
        var refused = await caller.ListAsync(Kind);
        using var wrong = await http.PostAsync("/_simulator/faults", new StringContent("""[{"kind":"nonsense"}]"""), Cancelled);
        using var cleared = await http.DeleteAsync("/_simulator/faults", Cancelled);

        Assert.Equal(200, (int)set.StatusCode);
        Assert.Equal("ThrottlingException", refused.Code);
        Assert.Equal(400, (int)wrong.StatusCode);
        Assert.Contains("$[0].kind", await wrong.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
        Assert.Empty(world.Faults);
        Assert.Null((await caller.ListAsync(Kind)).Code);
    }

    [Fact]
    public async Task DisableRegion_RefusesTheCredentialsThereOnly()
    {
        await using var world = await SimulatedWorld.StartAsync(
            new() { Faults = [new() { Kind = SimulatorFaultKind.DisableRegion, Region = "eu-west-1" }] }, Cancelled);
        using var here = AwsCaller.Of(world);
        using var there = AwsCaller.Of(world, "eu-west-1");

        Assert.Null((await here.ListAsync(Kind)).Code);
        Assert.Equal("UnrecognizedClientException", (await there.ListAsync(Kind)).Code);
    }
}
