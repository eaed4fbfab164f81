using Pipeline.Contracts;

namespace Pipeline.PortWriter.Tests;

public sealed partial class SweepTests
{
    [Fact]
    public async Task LiveResourceGone_ItsEntityGoesAndALateFetchDoesNotBringItBack()
    {
        await using var stage = await StageUnderTest.StartAsync();
        await RunAsync(stage, (Sample.Scope, Sample.Entities(0, 2)));

        await stage.PublishLiveAsync(Gone("service-1", ticket: 5_000));
        await Eventually.TrueAsync(async () => (await stage.IdentifiersAsync()) is ["service-0"]);
        await stage.PublishLiveAsync(Live(Sample.Entity("service-1"), ticket: 4_999));
        await stage.PublishLiveAsync(Live(Sample.Entity("service-7"), ticket: 5_001));

        await Eventually.TrueAsync(async () => (await stage.IdentifiersAsync()).Contains("service-7"));
        Assert.Equal(["service-0", "service-7"], await stage.IdentifiersAsync());
    }

    [Fact]
    public async Task LiveFetchOlderThanTheListing_IsAskedForAgainAndNotWritten()
    {
        await using var stage = await StageUnderTest.StartAsync();
        await RunAsync(stage, (Sample.Scope, Sample.Entities(0, 2)));
        await RunAsync(stage, (Sample.Scope, Sample.Entities(0, 2)));

        await stage.PublishLiveAsync(Live(Sample.Entity("service-1", title: "stale"), ticket: 1_500));

        await Eventually.TrueAsync(() => !stage.Again.IsEmpty);
        Assert.Equal(ChangeCause.Outdated, Assert.Single(stage.Again).Cause);
        Assert.Equal("title", (await stage.EntitiesAsync())["service-1"].GetProperty("title").GetString());
    }

    [Fact]
    public async Task LiveCreatedWhileTheScopeWasListed_IsNotSwept()
    {
        await using var stage = await StageUnderTest.StartAsync();
        await RunAsync(stage, (Sample.Scope, Sample.Entities(0, 2)));
        await stage.PublishLiveAsync(Live(Sample.Entity("service-9"), ticket: 2_500));
        await Eventually.TrueAsync(async () => (await stage.IdentifiersAsync()).Contains("service-9"));

        await RunAsync(stage, (Sample.Scope, Sample.Entities(0, 2)));

        Assert.Contains("service-9", await stage.IdentifiersAsync());
    }
}
