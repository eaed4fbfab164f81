using System.Collections.Immutable;
using Pipeline.Ledger.Resources;

namespace Pipeline.PortWriter.Tests.Protocol;

/// <summary>
/// ADR 16 by exhaustion: every order in which the steps of a few writers can happen, with a message that comes twice and
/// with deaths at every step. Whatever happens, in the end Port holds the truth.
/// </summary>
public sealed class ProtocolTests
{
    // Repairs ask for repairs only while messages and deaths are left to cause them.
    private const int MostTickets = 20;

    private static readonly string[] States = ["", "eA", "eB", "fA"];

    public static TheoryData<int, int, int> Sizes => new()
    {
        // Observed states, deaths, writers at a time.
        { 2, 1, 2 },
        { 3, 0, 2 },
        { 2, 0, 3 },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void EveryOrderOfSteps_Idle_PortHoldsTheTruth(int observed, int deaths, int writers)
    {
        var histories = Enumerable.Range(0, observed).Aggregate(
            Enumerable.Repeat<string[]>([], 1), (some, _) => some.SelectMany(shown => States.Select(state => (string[])[.. shown, state])));
        long explored = 0;
        foreach (var shown in histories)
        {
            foreach (var twice in Enumerable.Range(1, observed))
            {
                explored += Explore(Start(shown, twice, deaths), writers);
            }
        }

        TestContext.Current.SendDiagnosticMessage($"{explored} states");
        Assert.True(explored > 1_000);
    }

    private static World Start(string[] shown, int twice, int deaths)
    {
        var messages = shown.Select((state, index) => new Observed(index + 1, state)).ToList();
        return new World(shown[^1], ResourceRow.Unknown, ImmutableSortedDictionary<string, string>.Empty, [.. messages, messages[twice - 1]], [], shown.Length, deaths);
    }

    private static long Explore(World start, int writers)
    {
        var came = new Dictionary<string, string?>(StringComparer.Ordinal) { [start.Key] = null };
        var open = new Stack<World>([start]);
        while (open.TryPop(out var world))
        {
            if (world.Tickets > MostTickets || (world.IsIdle && !world.IsTrue))
            {
                Assert.Fail($"Truth '{world.Truth}':\n{Way(world.Key, came)}");
            }

            foreach (var next in world.Next(writers).Where(next => came.TryAdd(next.Key, world.Key)))
            {
                open.Push(next);
            }
        }

        return came.Count;
    }

    private static string Way(string key, Dictionary<string, string?> came)
    {
        List<string> way = [];
        for (var at = key; at is not null; at = came[at])
        {
            way.Add(at);
        }

        return string.Join('\n', Enumerable.Reverse(way));
    }
}
