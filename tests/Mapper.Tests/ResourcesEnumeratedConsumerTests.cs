using MassTransit;
using MassTransit.Testing;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Contracts;

namespace Pipeline.Mapper.Tests;

public sealed class ResourcesEnumeratedConsumerTests
{
    [Fact]
    public async Task Consume_Page_PublishesItsEntities()
    {
        await using var stage = await StageAsync(new OneMapping("v1", Sample.Mapping(""" "title": ".no" """)));

        await stage.Harness.Bus.Publish(Sample.Page(Sample.Mapping(), """{"Id": "a"}""", """{"Id": null}"""), TestContext.Current.CancellationToken);

        var part = Assert.Single(await PublishedAsync(stage, 1)).Context.Message;
        Assert.Equal((1, 1), (part.Part, part.Parts));
        Assert.Equal("""{"identifier":"a","blueprint":"thing","title":null}""", Assert.Single(part.Entities).Body.GetRawText());
        Assert.Equal(2, part.Findings.Count);
    }

    [Fact]
    public async Task Consume_EmptyPage_PublishesOneEmptyPart()
    {
        await using var stage = await StageAsync(new OneMapping("v1", Sample.Mapping()));

        await stage.Harness.Bus.Publish(Sample.Page(Sample.Mapping()), TestContext.Current.CancellationToken);

        Assert.Empty(Assert.Single(await PublishedAsync(stage, 1)).Context.Message.Entities);
    }

    [Fact]
    public async Task Consume_Redelivery_PublishesTheSameMessagesWithTheSameIds()
    {
        await using var stage = await StageAsync(new OneMapping("v1", Sample.Mapping(""" "properties": {"p": "'x' * 3000"} """)));
        var page = Sample.Page(Sample.Mapping(), Enumerable.Range(0, 100).Select(i => $$"""{"Id": "i{{i}}"}"""));

        await stage.Harness.Bus.Publish(page, TestContext.Current.CancellationToken);
        await stage.Harness.Bus.Publish(page, TestContext.Current.CancellationToken);

        var published = await PublishedAsync(stage, 4);
        var ids = published.GroupBy(message => message.Context.Message.Part).Select(part => part.Select(message => message.Context.MessageId).ToList()).ToList();
        Assert.Equal(2, ids.Count);
        Assert.All(ids, id => Assert.Equal(id[0], id[1]));
        Assert.NotEqual(ids[0][0], ids[1][0]);
    }

    [Fact]
    public async Task Consume_UnknownMappingVersion_IsAFaultThatNamesIt()
    {
        await using var stage = await StageAsync(new OneMapping("v2", Sample.Mapping()));

        await stage.Harness.Bus.Publish(Sample.Page(Sample.Mapping()), TestContext.Current.CancellationToken);

        Assert.True(await stage.Harness.Published.Any<Fault<ResourcesEnumerated>>(TestContext.Current.CancellationToken));
        Assert.Empty(stage.Harness.Published.Select<EntitiesMapped>(TestContext.Current.CancellationToken));
    }

    private static async Task<Stage> StageAsync(IMappingSource mappings)
    {
        var services = new ServiceCollection()
            .AddSingleton(mappings)
            .AddMassTransitTestHarness(bus => bus.AddMapper())
            .BuildServiceProvider(validateScopes: true);
        var harness = services.GetTestHarness();
        harness.TestInactivityTimeout = TimeSpan.FromSeconds(5);
        await harness.Start();
        return new Stage(services, harness);
    }

    private static async Task<IReadOnlyList<IPublishedMessage<EntitiesMapped>>> PublishedAsync(Stage stage, int count)
    {
        var published = new List<IPublishedMessage<EntitiesMapped>>();
        await foreach (var message in stage.Harness.Published.SelectAsync<EntitiesMapped>(TestContext.Current.CancellationToken))
        {
            published.Add(message);
            if (published.Count == count)
            {
                break;
            }
        }

        return published;
    }

    /// <summary>The stage on a bus of its own.</summary>
    private sealed record Stage(ServiceProvider Services, ITestHarness Harness) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Services.DisposeAsync();
    }

    /// <summary>A store that holds one version.</summary>
    private sealed class OneMapping(string version, CompiledMapping mapping) : IMappingSource
    {
        public ValueTask<CompiledMapping> GetAsync(string wanted, CancellationToken cancellationToken) =>
            wanted == version ? new(mapping) : throw new KeyNotFoundException($"There is no mapping {wanted}.");
    }
}
