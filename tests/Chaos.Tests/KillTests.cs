using Pipeline.Chaos.Tests.Fleet;
using Pipeline.Chaos.Tests.Proxy;
using Pipeline.Simulator;

namespace Pipeline.Chaos.Tests;

/// <summary>Processes that die at any moment (R1 to R5), and a network that breaks (R11). A failing seed is in the test's name.</summary>
public sealed class KillTests
{
    private const int Rounds = 3;

    private static readonly SimulatorOptions Estate = new() { Accounts = 2, Regions = ["us-east-1", "eu-west-1"], ResourcesPerScope = 25 };

    public static TheoryData<string, int> OfEachStage => Seeds.OfEachStage();

    public static TheoryData<int> Few => Seeds.Few;

    [Theory]
    [MemberData(nameof(OfEachStage))]
    public async Task When_a_service_is_killed_during_a_run_then_nothing_is_lost_and_nothing_is_double(string stage, int seed)
    {
        await using var installation = await Installation.StartAsync(Estate, seed);
        var expected = (await installation.World.CompareAsync(TestContext.Current.CancellationToken)).Expected;
        var chance = new Random(seed);
        installation.StartAll();

        foreach (var share in Shares(chance))
        {
            await installation.WrittenAsync(share, expected);
            await installation.Services[stage].KillAsync();
            installation.Services[stage].Start();
        }

        await installation.ConvergedAsync();
    }

    [Theory]
    [MemberData(nameof(Few))]
    public async Task When_every_service_is_killed_at_once_again_and_again_then_the_run_still_ends_right(int seed)
    {
        await using var installation = await Installation.StartAsync(Estate, seed);
        var expected = (await installation.World.CompareAsync(TestContext.Current.CancellationToken)).Expected;
        var chance = new Random(seed);
        installation.StartAll();

        foreach (var share in Shares(chance))
        {
            await installation.WrittenAsync(share, expected);
            await Task.WhenAll(installation.Services.Values.Select(service => service.KillAsync()));
            installation.StartAll();
        }

        await installation.ConvergedAsync();
    }

    [Theory]
    [MemberData(nameof(Few))]
    public async Task When_connections_to_the_queues_break_all_the_time_then_the_run_still_ends_right(int seed)
    {
        await using var installation = await Installation.StartAsync(Estate, seed);
        var expected = (await installation.World.CompareAsync(TestContext.Current.CancellationToken)).Expected;
        installation.QueueProxy.Toxic = new Toxic { Latency = TimeSpan.FromMilliseconds(2), Jitter = TimeSpan.FromMilliseconds(50), SliceBytes = 4096 };
        installation.StartAll();

        for (var round = 1; round <= Rounds; round++)
        {
            await installation.WrittenAsync(round / (Rounds + 1.0), expected);
            installation.QueueProxy.ResetAll();
        }

        await installation.ConvergedAsync();
    }

    [Fact]
    public async Task When_a_service_is_told_to_stop_during_a_run_then_it_ends_within_25_seconds_and_another_goes_on()
    {
        await using var installation = await Installation.StartAsync(Estate, seed: 1);
        var expected = (await installation.World.CompareAsync(TestContext.Current.CancellationToken)).Expected;
        installation.StartAll();
        await installation.WrittenAsync(0.2, expected);

        foreach (var service in installation.Services.Values)
        {
            var (took, exitCode) = await service.TerminateAsync();
            Assert.True(took < TimeSpan.FromSeconds(25), $"{service.Stage} took {took}.\n{service.Log}");
            Assert.Equal(0, exitCode);
            service.Start();
        }

        await installation.ConvergedAsync();
    }

    // Once early, once in the middle, once near the end, at moments that the seed draws.
    private static IEnumerable<double> Shares(Random chance) =>
        Enumerable.Range(0, Rounds).Select(round => (round + chance.NextDouble()) / Rounds * 0.95);
}
