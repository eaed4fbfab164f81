using Pipeline.Simulator.Changes;

namespace Pipeline.Simulator.Tests.Changes;

public sealed class ChurnTests
{
    private static readonly SimulatorOptions Options = new() { ResourcesPerScope = 5 };

    [Fact]
    public void SameSeed_MakesTheSameChanges_AnotherDoesNot()
    {
        Assert.Equal(Make(Options), Make(Options));
        Assert.NotEqual(Make(Options), Make(Options with { Seed = 2 }));
    }

    [Fact]
    public void Changes_AreOfEverySort_AndNeverDeleteWhatOthersRelateTo()
    {
        var changes = Changes(Options, 3000);

        Assert.Equal(Enum.GetValues<ResourceChangeKind>().ToHashSet(), changes.Select(change => change.What).ToHashSet());
        var deleted = changes.Where(change => change.What == ResourceChangeKind.Deleted && change.Kind == "AWS::EC2::VPC").Select(change => change.Identifier).ToList();
        var created = changes.Where(change => change.What == ResourceChangeKind.Created).Select(change => change.Identifier).ToHashSet();
        Assert.NotEmpty(deleted);
        Assert.All(deleted, identifier => Assert.Contains(identifier, created));
    }

    [Fact]
    public async Task AnOrganisationWithoutResources_IsLeftAlone()
    {
        var parts = new WorldParts(new() { Kinds = ["AWS::Example::Widget"] }, TimeProvider.System);

        Assert.Null(parts.Churn.Next());
        await parts.Delivery.DisposeAsync();
    }

    private static List<string> Make(SimulatorOptions options) =>
        [.. Changes(options, 300).Select(change => $"{change.Number} {change.What} {change.Kind} {change.Identifier}")];

    private static List<ResourceChange> Changes(SimulatorOptions options, int count)
    {
        var parts = new WorldParts(options, TimeProvider.System);
        return [.. Enumerable.Range(0, count).Select(_ => parts.Churn.Next()!)];
    }
}
