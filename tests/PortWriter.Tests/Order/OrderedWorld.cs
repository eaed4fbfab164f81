using System.Collections.Concurrent;
using System.Text.Json;
using Pipeline.Contracts;
using Pipeline.Ledger.Resources;
using Pipeline.Ledger.Tables.InMemory;
using Pipeline.Port;
using Pipeline.PortWriter.Observing;
using Pipeline.PortWriter.Tests.Histories;

namespace Pipeline.PortWriter.Tests.Order;

/// <summary>Resources whose versions are observed under rising tickets, and the writer of the stage that hears of them in any order.</summary>
internal sealed class OrderedWorld : IRepairRequests, IDisposable
{
    private static readonly Scope Scope = Sample.Scope;

    private readonly ConcurrentDictionary<string, int?> _truth = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<ResourceKey> _again = new();
    private readonly ModelPort _model;
    private readonly PortClient _port;
    private readonly WriterParts _parts;
    private long _ticket;

    public OrderedWorld()
    {
        _model = new ModelPort(() => Task.CompletedTask, new HistoryLog());
        _port = _model.Connect();
        _parts = new WriterParts(new InMemoryLedgerTable(TimeProvider.System), _port, this);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>How often Port was told of each entity, and of which version, in order.</summary>
    public IEnumerable<(string Identifier, int Version)> Written => _model.Written.Select(write => (write.Identifier, int.Parse(write.Title, System.Globalization.CultureInfo.InvariantCulture)));

    /// <summary>A resource is there in some version, or not; answers what a fetch says of it now.</summary>
    public Observation Observe(string resource, int? version)
    {
        _truth[resource] = version;
        return Fetch(resource);
    }

    /// <summary>Delivers observations, so many at a time, and fetches what is asked for again.</summary>
    public async Task DeliverAsync(IEnumerable<Observation> observations, int atOnce)
    {
        await Parallel.ForEachAsync(
            observations, new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = Token },
            async (observation, cancellationToken) => await _parts.Writer.WriteAsync(observation, cancellationToken));
        for (var fetched = 0; _again.TryDequeue(out var resource); fetched++)
        {
            Assert.True(fetched < 100_000, "Resources are asked for without end.");
            await _parts.Writer.WriteAsync(Fetch(resource.Identifier), Token);
        }
    }

    /// <summary>Port holds what is there, in its version, and nothing else.</summary>
    public void AssertTrue() => Assert.Equal(
        _truth.Where(resource => resource.Value is not null).Select(resource => $"{resource.Key} {resource.Value}").Order(StringComparer.Ordinal),
        _model.Entities.Select(entity => $"{entity.Key} {entity.Value}").Order(StringComparer.Ordinal));

    /// <inheritdoc/>
    public Task SendAsync(IReadOnlyDictionary<ResourceKey, ChangeCause> resources, string mappingVersion, CancellationToken cancellationToken)
    {
        foreach (var resource in resources.Keys)
        {
            _again.Enqueue(resource);
        }

        return Task.CompletedTask;
    }

    public void Dispose()
    {
        _parts.Dispose();
        _port.Dispose();
        _model.Dispose();
    }

    private Observation Fetch(string resource)
    {
        var order = new ObservationOrder("1-a", Interlocked.Increment(ref _ticket));
        return _truth[resource] is not { } version
            ? ObservationReader.Gone(Scope, order, [resource])
            : ObservationReader.Read(new EntitiesMapped
            {
                RunId = null, MappingVersion = order.MappingVersion, Scope = Scope, Attempt = 1, Page = 0, Part = 1, Parts = 1, Ticket = order.Ticket,
                Options = new WriteOptions(), Resources = [resource], Entities = [EntityOf(resource, version)],
            });
    }

    private static MappedEntity EntityOf(string resource, int version) => new()
    {
        Block = 0, Resource = resource, Blueprint = "service", Identifier = resource,
        Body = JsonElement.Parse($$"""{"identifier":"{{resource}}","title":"{{version}}"}"""),
    };
}
