using System.Text.Json;
using Pipeline.Simulator.Demo;
using Pipeline.Simulator.Tests.Aws;
using Pipeline.Simulator.Tests.Demo;
using Pipeline.Simulator.Tests.Port;

namespace Pipeline.Simulator.Tests.Changes;

/// <summary>What is changed in the organisation is what AWS then shows, and what Port is compared with.</summary>
public sealed class EstateChangeTests
{
    private const string Region = "us-east-1";
    private static readonly CancellationToken Cancelled = TestContext.Current.CancellationToken;

    public static TheoryData<string> Kinds => [.. DemoCatalog.RealisticKinds, "AWS::Route53::HostedZone", "AWS::Example::Widget"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task EveryKind_ItsResourcesCreatedChangedTaggedDeletedAndCreatedAgain_ShowIt(string kind)
    {
        await using var world = await SimulatedWorld.StartAsync(new() { ResourcesPerScope = 3, Kinds = [kind] }, Cancelled);
        using var caller = AwsCaller.Of(world);
        var account = world.InstallationAccountId;

        var created = world.CreateResource(kind, account, Region).Identifier;
        var first = await ReadAsync(caller, kind, created);
        Assert.Equal(4, (await caller.ListAllAsync(kind)).Count);

        world.TagResource(kind, account, Region, created, new Dictionary<string, string?> { ["purpose"] = "test", ["env"] = null });
        var tagged = await ReadAsync(caller, kind, created);
        Assert.Contains("purpose", tagged, StringComparison.Ordinal);
        Assert.DoesNotContain("\"env\"", tagged, StringComparison.Ordinal);

        world.ChangeResource(kind, account, Region, created);
        Assert.NotEqual(tagged, await ReadAsync(caller, kind, created));

        world.DeleteResource(kind, account, Region, created);
        Assert.Null(await ReadAsync(caller, kind, created));
        Assert.Equal(3, (await caller.ListAllAsync(kind)).Count);

        Assert.Equal(created, world.CreateResource(kind, account, Region, created).Identifier);
        Assert.NotNull(first);
        Assert.NotNull(await ReadAsync(caller, kind, created));
    }

    [Fact]
    public async Task ABucket_Changed_StaysWhereItIs()
    {
        await using var world = await SimulatedWorld.StartAsync(new() { ResourcesPerScope = 1, Kinds = ["AWS::S3::Bucket"] }, Cancelled);
        using var caller = AwsCaller.Of(world);
        var bucket = world.IdentifierOf("AWS::S3::Bucket", world.InstallationAccountId, Region, 0);
        var before = await DomainAsync();

        for (var i = 0; i < 10; i++)
        {
            world.ChangeResource("AWS::S3::Bucket", world.InstallationAccountId, Region, bucket);
            Assert.Equal(before, await DomainAsync());
        }

        async Task<string> DomainAsync()
        {
            using var properties = JsonDocument.Parse((await ReadAsync(caller, "AWS::S3::Bucket", bucket))!);
            return properties.RootElement.GetProperty("RegionalDomainName").GetString()!;
        }
    }

    [Fact]
    public async Task WhatDoesNotExist_CannotBeChanged()
    {
        await using var world = await SimulatedWorld.StartAsync(new() { ResourcesPerScope = 1, Kinds = ["AWS::EC2::VPC", "AWS::EKS::Addon"] }, Cancelled);
        var account = world.InstallationAccountId;

        Assert.Throws<ArgumentException>(() => world.DeleteResource("AWS::EC2::VPC", account, Region, "vpc-0000000000000000"));
        Assert.Throws<ArgumentException>(() => world.ChangeResource("AWS::Un::Known", account, Region, "a"));
        Assert.Throws<ArgumentException>(() => world.CreateResource("AWS::EKS::Addon", account, Region));
        Assert.Throws<ArgumentException>(() => world.CreateResource("AWS::EC2::VPC", account, Region, world.IdentifierOf("AWS::EC2::VPC", account, Region, 0)));
    }

    [Fact]
    public async Task Port_IsComparedWithTheOrganisationAsItIsNow()
    {
        var options = new SimulatorOptions { SeedMapping = true, ResourcesPerScope = 4, Accounts = 2, Regions = [Region], Kinds = ["AWS::SQS::Queue"] };
        await using var world = await SimulatedWorld.StartAsync(options, Cancelled);
        using var port = await PortCaller.StartAsync(world);
        await CatalogFill.FillAsync(port, options);
        Assert.True((await world.CompareAsync(Cancelled)).Equal);

        string Queue(int index) => world.IdentifierOf("AWS::SQS::Queue", world.InstallationAccountId, Region, index);
        world.DeleteResource("AWS::SQS::Queue", world.InstallationAccountId, Region, Queue(0));
        world.TagResource("AWS::SQS::Queue", world.InstallationAccountId, Region, Queue(1), new Dictionary<string, string?> { ["a"] = "b" });
        world.CreateResource("AWS::SQS::Queue", world.InstallationAccountId, Region);
        var report = await world.CompareAsync(Cancelled);

        Assert.Equal((1, 1, 1), (report.MissingCount, report.DifferentCount, report.UnexpectedCount));
    }

    [Fact]
    public async Task AChange_ThatPortThenShows_IsMeasured()
    {
        var options = new SimulatorOptions { SeedMapping = true, ResourcesPerScope = 2, Regions = [Region], Kinds = ["AWS::SNS::Topic"] };
        await using var world = await SimulatedWorld.StartAsync(options, Cancelled);
        using var port = await PortCaller.StartAsync(world);
        await CatalogFill.FillAsync(port, options);
        var topic = world.IdentifierOf("AWS::SNS::Topic", world.InstallationAccountId, Region, 0);

        world.DeleteResource("AWS::SNS::Topic", world.InstallationAccountId, Region, topic);
        var before = world.Changes;
        Assert.Equal(200, (await port.DeleteAsync($"/v1/blueprints/snsTopic/entities/{Uri.EscapeDataString(topic)}?delete_dependents=false")).Status);
        var after = world.Changes;

        Assert.Equal((1, 1, 0), (before.Deleted, before.Waiting, before.ToPort.Count));
        Assert.Equal((0, 1), (after.Waiting, after.ToPort.Count));
    }

    private static async Task<string?> ReadAsync(AwsCaller caller, string kind, string identifier)
    {
        var answer = await caller.GetAsync(kind, identifier);
        return answer.Status == 200 ? answer.Body.GetProperty("ResourceDescription").GetProperty("Properties").GetString() : null;
    }
}
