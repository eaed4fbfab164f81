using Pipeline.PortWriter.Observing;

namespace Pipeline.PortWriter.Tests.Order;

/// <summary>Rows R6, R7, R8 and R26 of what is promised: duplicates, disorder, races of delete and create, clocks that differ.</summary>
public sealed class OrderTests : IDisposable
{
    private const int Resources = 1_000;
    private const int Seed = 20260;

    private readonly OrderedWorld _world = new();
    private readonly Random _random = new(Seed);

    public void Dispose() => _world.Dispose();

    [Theory]
    [Trait("Row", "R6")]
    [InlineData(2)]
    [InlineData(5)]
    public async Task EveryMessageSeveralTimes_SameStateAndHardlyAWriteMore(int times)
    {
        var messages = Names().Select(name => _world.Observe(name, 1)).ToArray();

        await _world.DeliverAsync(messages, atOnce: 8);
        await _world.DeliverAsync(Shuffled(Enumerable.Repeat(messages, times - 1).SelectMany(all => all)), atOnce: 8);

        _world.AssertTrue();
        Assert.InRange(_world.Written.Count(), Resources, Resources * 1.02);
    }

    [Fact]
    [Trait("Row", "R7")]
    public async Task AnyOrder_NoStaleWriteReachesPort()
    {
        var messages = Enumerable.Range(1, 5).SelectMany(version => Names().Select(name => _world.Observe(name, version))).ToArray();

        await _world.DeliverAsync(Shuffled(messages), atOnce: 1);

        _world.AssertTrue();
        Assert.All(_world.Written.GroupBy(write => write.Identifier), writes => Assert.Equal(writes.Order(), writes));
    }

    [Theory]
    [Trait("Row", "R8")]
    [InlineData(1, true)]
    [InlineData(8, true)]
    [InlineData(8, false)]
    public async Task CreateDeleteCreateShuffled_NothingComesBackAndNothingIsMissing(int atOnce, bool endsThere)
    {
        int?[] states = endsThere ? [1, null, 1] : [null, 1, null];
        var messages = states.SelectMany(state => Names().Select(name => _world.Observe(name, state))).ToArray();

        await _world.DeliverAsync(Shuffled(messages), atOnce);

        _world.AssertTrue();
    }

    [Theory]
    [Trait("Row", "R26")]
    [InlineData(-10)]
    [InlineData(10)]
    public async Task ClocksDifferByTenMinutes_OrderIsTheTickets(int minutes)
    {
        var now = TimeProvider.System.GetUtcNow();
        var messages = Enumerable.Range(1, 3).SelectMany(version => Names().Select(name => _world.Observe(name, version)
            with { OccurredAt = now.AddMinutes(version == 2 ? minutes : 0) })).ToArray();

        await _world.DeliverAsync(Shuffled(messages), atOnce: 8);

        _world.AssertTrue();
    }

    private static IEnumerable<string> Names() => Enumerable.Range(0, Resources).Select(number => $"r{number}");

    private Observation[] Shuffled(IEnumerable<Observation> messages)
    {
        Observation[] shuffled = [.. messages];
        _random.Shuffle(shuffled);
        return shuffled;
    }
}
