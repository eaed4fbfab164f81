using System.Threading.Channels;
using MassTransit;
using MassTransit.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Pipeline.Contracts;
using Pipeline.Mapper.Budgets;
using Pipeline.Mapper.Samples;
using Pipeline.Messaging.Flow;

namespace Pipeline.Mapper.Tests;

public sealed class ResourcesEnumeratedConsumerTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Consume_Page_PublishesItsEntities()
    {
        await using var stage = await Stage.StartAsync("v1", Sample.Mapping(""" "title": ".no" """));

        await stage.SendAsync(Sample.Page(Sample.Mapping(), """{"Id": "a"}""", """{"Id": null}"""));

        var (_, part) = await stage.ReceiveAsync();
        Assert.Equal((1, 1), (part.Part, part.Parts));
        Assert.Equal("a", Assert.Single(part.Entities).Body.GetProperty("identifier").GetString());
        Assert.Equal(2, part.Findings.Count);
    }

    [Fact]
    public async Task Consume_EmptyPage_PublishesOneEmptyPart()
    {
        await using var stage = await Stage.StartAsync("v1", Sample.Mapping());

        await stage.SendAsync(Sample.Page(Sample.Mapping()));

        var (_, part) = await stage.ReceiveAsync();
        Assert.Equal((1, 1), (part.Part, part.Parts));
        Assert.Empty(part.Entities);
    }

    [Fact]
    public async Task Consume_Redelivery_PublishesTheSameMessagesWithTheSameIds()
    {
        await using var stage = await Stage.StartAsync("v1", Sample.Mapping(""" "properties": {"p": "'x' * 3000"} """));
        var page = Sample.Page(Sample.Mapping(), Enumerable.Range(0, 100).Select(i => $$"""{"Id": "i{{i}}"}"""));

        await stage.SendAsync(page);
        (Guid Id, EntitiesMapped Message)[] first = [await stage.ReceiveAsync(), await stage.ReceiveAsync()];
        await stage.SendAsync(page);
        (Guid Id, EntitiesMapped Message)[] second = [await stage.ReceiveAsync(), await stage.ReceiveAsync()];

        Assert.Equal(Ids(first), Ids(second));
        Assert.Equal([1, 2], first.Select(part => part.Message.Part).Order());
        Assert.Equal(2, Ids(first).Distinct().Count());
    }

    [Fact]
    public async Task Consume_PageThatMapsToFarMoreThanItHolds_IsHeldBackUntilPartsAreSettled()
    {
        var mapping = Sample.Mapping(""" "properties": {"p": "'x' * 3000"} """, port: "\"itemsToParse\": \"[range(50)]\"");
        await using var stage = await Stage.StartAsync("v1", mapping, capacity: 1_000_000);
        var page = Sample.Page(mapping, Enumerable.Range(0, 20).Select(i => $$"""{"Id": "i{{i}}"}"""));

        await stage.SendAsync(page);

        // A resource makes 160 KB; half of the capacity takes three.
        await Eventually.TrueAsync(() => stage.Credit.Waiting == 1);
        Assert.InRange(stage.Received.Reader.Count, 0, 3);
        for (var entities = 0; entities < 1000;)
        {
            var (_, part) = await stage.ReceiveAsync();
            entities += part.Entities.Count;
            stage.Credit.Return(part.BatchId()!.Value, part.Part);
        }

        Assert.True(await stage.Harness.Consumed.Any<ResourcesEnumerated>(Cancellation));
        Assert.Equal(0, stage.Credit.Waiting);
    }

    [Fact]
    public async Task Consume_PagePublished_GivesThePagesCreditBack()
    {
        await using var stage = await Stage.StartAsync("v1", Sample.Mapping());
        var page = Sample.Page(Sample.Mapping(), """{"Id": "a"}""");
        var batch = page.BatchId()!.Value;
        await stage.Credit.TakeAsync(batch, int.MaxValue, Cancellation);
        var next = stage.Credit.TakeAsync(batch with { Page = 2 }, 1, Cancellation);

        await stage.SendAsync(page);

        await next.WaitAsync(Deadline, Cancellation);
    }

    [Fact]
    public async Task Consume_ExpressionThatAlwaysLoops_IsGivenUpForTheRunAndTriedAgainInTheNext()
    {
        var mapping = Sample.Mapping(""" "title": "def f: f; if .Good then .Id else f end" """);
        await using var stage = await Stage.StartAsync("v1", mapping);
        var page = Sample.Page(mapping, Enumerable.Range(0, ExpressionFuses.Strikes).Select(i => $$"""{"Id": "i{{i}}"}""").Append("""{"Id": "good", "Good": true}"""));

        await stage.SendAsync(page);
        var (_, first) = await stage.ReceiveAsync();
        await stage.SendAsync(page with { RunId = Guid.Empty, Resources = [page.Resources[^1]] });
        var (_, second) = await stage.ReceiveAsync();

        Assert.Empty(first.Entities);
        Assert.Equal("good", Assert.Single(second.Entities).Identifier);
    }

    [Fact]
    public async Task Consume_UnknownMappingVersion_IsAFault()
    {
        await using var stage = await Stage.StartAsync("v2", Sample.Mapping());

        await stage.SendAsync(Sample.Page(Sample.Mapping()));

        Assert.True(await stage.Harness.Published.Any<Fault<ResourcesEnumerated>>(Cancellation));
        Assert.Empty(stage.Harness.Published.Select<EntitiesMapped>(Cancellation));
    }

    // The bus may deliver two parts in either order.
    private static IEnumerable<Guid> Ids((Guid Id, EntitiesMapped Message)[] parts) => parts.OrderBy(part => part.Message.Part).Select(part => part.Id);

    /// <summary>The stage on a bus of its own, with a receiver in the place of the next stage.</summary>
    private sealed record Stage(ServiceProvider Services, ITestHarness Harness, Channel<(Guid, EntitiesMapped)> Received) : IAsyncDisposable
    {
        public static async Task<Stage> StartAsync(string version, CompiledMapping mapping, long capacity = 8 * 1024 * 1024)
        {
            var received = Channel.CreateUnbounded<(Guid, EntitiesMapped)>();
            var services = new ServiceCollection()
                .AddSingleton<IMappingSource>(new OneMapping(version, mapping))
                .AddSingleton(received.Writer)
                .AddSingleton(new PageCredit(capacity, CancellationToken.None))
                .AddSingleton(new RunFuses(NullLogger<RunFuses>.Instance))
                .AddSingleton(new ResourceSampler(isWanted: false))
                .AddMassTransitTestHarness(bus =>
                {
                    bus.AddMapperConsumers();
                    bus.AddConsumer<Receiver>();
                })
                .AddLogging(logging => logging.ClearProviders())
                .BuildServiceProvider(validateScopes: true);
            var harness = services.GetTestHarness();
            await harness.Start();
            return new Stage(services, harness, received);
        }

        public PageCredit Credit => Services.GetRequiredService<PageCredit>();

        public Task SendAsync(ResourcesEnumerated page) => Harness.Bus.Publish(page, Cancellation);

        public Task<(Guid Id, EntitiesMapped Message)> ReceiveAsync() =>
            Received.Reader.ReadAsync(Cancellation).AsTask().WaitAsync(Deadline, Cancellation);

        public ValueTask DisposeAsync() => Services.DisposeAsync();
    }

    private sealed class Receiver(ChannelWriter<(Guid, EntitiesMapped)> received) : IConsumer<EntitiesMapped>
    {
        public Task Consume(ConsumeContext<EntitiesMapped> context) =>
            received.WriteAsync((context.MessageId!.Value, context.Message), context.CancellationToken).AsTask();
    }

    /// <summary>A store that holds one version.</summary>
    private sealed class OneMapping(string version, CompiledMapping mapping) : IMappingSource
    {
        public ValueTask<CompiledMapping> GetAsync(string wanted, CancellationToken cancellationToken) =>
            wanted == version ? new(mapping) : throw new KeyNotFoundException($"There is no mapping {wanted}.");
    }
}
