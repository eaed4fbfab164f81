using Pipeline.Simulator.Demo;
using Pipeline.Simulator.Tests.Aws;
using Pipeline.Simulator.Tests.Port;

namespace Pipeline.Simulator.Tests.Demo;

/// <summary>The comparison must see every way in which Port can be wrong, and excuse only what a fault explains.</summary>
public sealed class EqualityTests
{
    private static readonly CancellationToken Cancelled = TestContext.Current.CancellationToken;

    private static readonly SimulatorOptions Options = new() { SeedMapping = true, ResourcesPerScope = 4, Accounts = 2, Regions = ["us-east-1", "eu-west-1"] };

    [Fact]
    public async Task Port_HoldingWhatIsExpected_IsEqual()
    {
        var (world, port) = await StartAsync(Options);
        await using var _ = world;
        using var __ = port;

        var report = await world.CompareAsync(Cancelled);

        Assert.True(report.Equal, string.Join('\n', report.Missing.Concat(report.Different).Concat(report.Unexpected)));
        Assert.Equal(report.Expected, report.Matching);
        Assert.Equal(report.Expected, report.AtPort);
    }

    [Theory]
    [InlineData("""{"properties":{"cidr":"10.9.9.9/16"}}""", "cidr")]
    [InlineData("""{"properties":{"cidr":null}}""", "cidr")]
    [InlineData("""{"title":"other"}""", "title")]
    [InlineData("""{"relations":{"account":"000000000000"}}""", "account")]
    public async Task Port_HoldingAnEntityThatDiffers_IsNotEqualAndSaysWhere(string change, string named)
    {
        var (world, port) = await StartAsync(Options with { Kinds = ["AWS::EC2::VPC"] });
        await using var _ = world;
        using var __ = port;
        var identifier = (await port.GetAsync("/v1/blueprints/vpc/entities")).Identifiers[0];

        await port.PatchAsync($"/v1/blueprints/vpc/entities/{identifier}?create_missing_related_entities=true", change);
        var report = await world.CompareAsync(Cancelled);

        Assert.False(report.Equal);
        Assert.StartsWith($"vpc/{identifier}: ", Assert.Single(report.Different), StringComparison.Ordinal);
        Assert.Contains(named, report.Different[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Port_LackingAnEntity_IsNotEqual()
    {
        var (world, port) = await StartAsync(Options with { Kinds = ["AWS::EC2::VPC"] });
        await using var _ = world;
        using var __ = port;
        var identifier = (await port.GetAsync("/v1/blueprints/vpc/entities")).Identifiers[0];

        await port.DeleteAsync($"/v1/blueprints/vpc/entities/{identifier}?delete_dependents=false");
        var report = await world.CompareAsync(Cancelled);

        Assert.Equal(["vpc/" + identifier], report.Missing);
        Assert.False(report.Equal);
    }

    [Fact]
    public async Task Port_HoldingMore_IsNotEqualUnlessItIsSomeoneElses()
    {
        var (world, port) = await StartAsync(Options with { Kinds = ["AWS::EC2::VPC"] });
        await using var _ = world;
        using var __ = port;
        using var person = await PortCaller.StartAsync(world, "somebody");

        await person.UpsertAsync("awsAccount", "", new { identifier = "theirs" });
        var theirs = await world.CompareAsync(Cancelled);
        await port.UpsertAsync("awsAccount", "", new { identifier = "ours" });
        var ours = await world.CompareAsync(Cancelled);

        Assert.True(theirs.Equal);
        Assert.Equal(["awsAccount/ours"], ours.Unexpected);
        Assert.False(ours.Equal);
    }

    [Theory]
    [InlineData(SimulatorFaultKind.Deny, null)]
    [InlineData(SimulatorFaultKind.DisableRegion, null)]
    [InlineData(SimulatorFaultKind.FailPage, 1)]
    [InlineData(SimulatorFaultKind.Throttle, null)]
    public async Task ScopeThatAFaultKeepsFromBeingRead_IsExcusedAndNamed(SimulatorFaultKind kind, int? page)
    {
        var fault = new SimulatorFault { Kind = kind, Region = "eu-west-1", ResourceKind = kind is SimulatorFaultKind.Deny or SimulatorFaultKind.FailPage ? "AWS::EC2::VPC" : null, Page = page };
        await using var world = await SimulatedWorld.StartAsync(Options with { Kinds = ["AWS::EC2::VPC"], Faults = [fault] }, Cancelled);
        using var port = await PortCaller.StartAsync(world);

        var report = await world.CompareAsync(Cancelled);

        // Two accounts, four resources each, in the one region that can be read.
        Assert.Equal((8, 8), (report.ExpectedByBlueprint["vpc"], report.ExcusedCount));
        Assert.Contains("2 scopes, 8 entities", Assert.Single(report.Faults), StringComparison.Ordinal);
        Assert.Equal(report.Expected, report.MissingCount);
    }

    [Theory]
    [InlineData(null, 16)]
    [InlineData(1, 8)]
    public async Task AccountsWhoseRegionsAreDenied_AreExcused(int? times, int excused)
    {
        var fault = new SimulatorFault { Kind = SimulatorFaultKind.Deny, Operation = "ListRegions", Times = times };
        await using var world = await SimulatedWorld.StartAsync(Options with { Kinds = ["AWS::EC2::VPC"], Faults = [fault] }, Cancelled);
        using var aws = AwsCaller.Of(world);

        await aws.SendAsync("account", HttpMethod.Post, "/listRegions", "{}"u8.ToArray(), "application/json");
        var report = await world.CompareAsync(Cancelled);

        Assert.Equal(excused, report.ExcusedCount);
    }

    [Theory]
    [InlineData(0.5, null)]
    [InlineData(1, 3)]
    public async Task EntitiesThatAFaultRejectedByChance_AreExcused(double fraction, int? times)
    {
        var fault = new SimulatorFault { Kind = SimulatorFaultKind.PortReject, Blueprint = "vpc", Fraction = fraction, Times = times };
        var (world, port) = await StartAsync(Options with { Kinds = ["AWS::EC2::VPC"], Faults = [fault] });
        await using var _ = world;
        using var __ = port;

        var report = await world.CompareAsync(Cancelled);

        Assert.InRange(report.ExcusedCount, 1, 15);
        Assert.True(report.Equal, string.Join(", ", report.Missing));
        Assert.Contains("PortReject", Assert.Single(report.Faults), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ResourceThatVanished_IsUnexpectedAtPort()
    {
        var (world, port) = await StartAsync(Options with { Kinds = ["AWS::EC2::VPC"] });
        await using var _ = world;
        using var __ = port;
        var identifier = (await port.GetAsync("/v1/blueprints/vpc/entities")).Identifiers[0];
        world.SetFaults(new SimulatorFault { Kind = SimulatorFaultKind.Vanish, Identifier = identifier });

        var before = await world.CompareAsync(Cancelled);
        await port.DeleteAsync($"/v1/blueprints/vpc/entities/{identifier}?delete_dependents=false");
        var after = await world.CompareAsync(Cancelled);

        Assert.Equal(["vpc/" + identifier], before.Unexpected);
        Assert.True(after.Equal);
    }

    [Fact]
    public async Task FaultThatPasses_ExcusesNothing()
    {
        var (world, port) = await StartAsync(Options with { Kinds = ["AWS::EC2::VPC"] });
        await using var _ = world;
        using var __ = port;

        world.SetFaults(
            new SimulatorFault { Kind = SimulatorFaultKind.Throttle, Fraction = 0.3 },
            new SimulatorFault { Kind = SimulatorFaultKind.FailPage, Times = 1 });
        var report = await world.CompareAsync(Cancelled);

        Assert.Equal((0, 16), (report.ExcusedCount, report.ExpectedByBlueprint["vpc"]));
    }

    [Fact]
    public async Task OrganisationThatMayNotBeRead_LeavesTheInstallationsAccount()
    {
        await using var world = await SimulatedWorld.StartAsync(Options with { Kinds = ["AWS::EC2::VPC"] }, Cancelled);
        world.SetFaults(new SimulatorFault { Kind = SimulatorFaultKind.DenyRole, Account = Roles.ManagementAccount(world), Role = "PortOceanOrganizationReadRole" });

        var report = await world.CompareAsync(Cancelled);

        Assert.Equal((1, 8, 8), (report.ExpectedByBlueprint["awsAccount"], report.ExpectedByBlueprint["vpc"], report.ExcusedCount));
    }

    [Fact]
    public void Catalog_ForSomeKinds_RelatesOnlyToBlueprintsItHas()
    {
        var catalog = DemoCatalog.For(new SimulatorOptions { Kinds = ["AWS::ECS::Service", "AWS::Example::Widget"] });

        Assert.Equal(["awsAccount", "ecsService", "cloudResource"], catalog.Blueprints.Select(blueprint => blueprint!["identifier"]!.GetValue<string>()));
        Assert.Equal(["account"], catalog.Blueprints[1]!["relations"]!.AsObject().Select(relation => relation.Key));
        var blocks = catalog.Mapping["resources"]!.AsArray();
        Assert.Equal([DemoCatalog.AccountKind, "AWS::ECS::Service", "AWS::Example::Widget"], blocks.Select(block => block!["kind"]!.GetValue<string>()));
        Assert.Equal(["account"], blocks[1]!["port"]!["entity"]!["mappings"]!["relations"]!.AsObject().Select(relation => relation.Key));
    }

    private static async Task<(SimulatedWorld World, PortCaller Port)> StartAsync(SimulatorOptions options)
    {
        var world = await SimulatedWorld.StartAsync(options, Cancelled);
        var port = await PortCaller.StartAsync(world);
        await CatalogFill.FillAsync(port, options);
        return (world, port);
    }
}
