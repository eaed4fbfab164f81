using System.Text;
using System.Text.Json;
using Pipeline.Ingress.LiveEvents.Catalog;
using Pipeline.Ingress.LiveEvents.Parsing;
using Pipeline.Simulator;
using Pipeline.Simulator.Changes;

namespace Pipeline.Ingress.Tests.LiveEvents;

/// <summary>What the simulator says AWS sends about a change, and what the catalog reads of it, were written apart.</summary>
public sealed class SimulatedEventTests
{
    private const string Region = "eu-west-1";
    private static readonly EventParser Parser = new(EventCatalog.Load(), TimeProvider.System);

    public static TheoryData<string> Kinds => [.. SimulatedWorld.KindsWithEvents];

    [Fact]
    public void TheSimulator_TellsOfMostKindsOfTheCatalog() =>
        Assert.True(SimulatedWorld.KindsWithEvents.Intersect(EventCatalog.Load().Kinds).Count() >= 50);

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task EveryChange_IsReadAsWhatItWas(string kind)
    {
        await using var world = await SimulatedWorld.StartAsync(
            new() { Kinds = [kind], ResourcesPerScope = 1, Regions = [Region] }, TestContext.Current.CancellationToken);

        foreach (var change in Make(world, kind).Where(change => change.Envelope is not null))
        {
            var read = Assert.Single(
                Parser.Parse(Encoding.UTF8.GetBytes(change.Envelope!)).Changes, read => read.Resource.Kind == kind);
            Assert.Equal(change.AccountId, read.Resource.AccountId);
            Assert.Equal(change.Region, read.Resource.Region);
            Assert.True(Names(read.Resource.Identifier, change.Identifier), $"{change.What}: {read.Resource.Identifier} is not {change.Identifier}");
            Assert.NotNull(read.EventId);
            AssertOceanBody(change);
        }
    }

    private static IEnumerable<ResourceChange> Make(SimulatedWorld world, string kind)
    {
        var account = world.AccountIds[^1];
        var created = world.CreateResource(kind, account, Region);
        yield return created;
        yield return world.ChangeResource(kind, account, Region, created.Identifier);
        yield return world.TagResource(kind, account, Region, created.Identifier, new Dictionary<string, string?> { ["a"] = "b" });
        yield return world.DeleteResource(kind, account, Region, created.Identifier);
    }

    // An ARN, a name and a URL may all mean the same resource: the ledger knows it by each.
    private static bool Names(string read, string identifier) =>
        read == identifier || read.EndsWith('/' + identifier, StringComparison.Ordinal) || read.EndsWith(':' + identifier, StringComparison.Ordinal);

    private static void AssertOceanBody(ResourceChange change)
    {
        using var body = JsonDocument.Parse(change.OceanBody!);
        var native = !change.Envelope!.Contains("recipientAccountId", StringComparison.Ordinal);
        var read = Assert.Single(Parser.Parse(Encoding.UTF8.GetBytes(change.OceanBody!)).Changes).Resource;
        Assert.Equal((change.Kind, change.Identifier), (read.Kind, read.Identifier));
        Assert.Equal(native ? string.Empty : change.AccountId, body.RootElement.GetProperty("accountId").GetString());
    }
}
