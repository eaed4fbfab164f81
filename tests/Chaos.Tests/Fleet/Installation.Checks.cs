using System.Diagnostics;
using Pipeline.Contracts;
using Pipeline.Simulator;

namespace Pipeline.Chaos.Tests.Fleet;

/// <content>What has to be true in the end, and the way there.</content>
internal sealed partial class Installation
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Entities that are to be at Port.</summary>
    public async Task<int> ExpectedAsync() => (await World.CompareAsync(Token)).Expected;

    /// <summary>Waits until Port holds a share of what it will hold, or the run has ended before.</summary>
    public Task WrittenAsync(double share, int expected) => EventuallyAsync(
        () => Task.FromResult(World.Statistics.Entities >= share * expected),
        () => $"Only {World.Statistics.Entities} entities of {expected} are at Port.");

    /// <summary>Requests that the organisation or Port got under a name.</summary>
    public long Requests(string name) => World.Statistics.Requests.GetValueOrDefault(name);

    /// <summary>Waits until AWS was asked for so many pages.</summary>
    public Task ListedAsync(long pages) => EventuallyAsync(
        () => Task.FromResult(Requests("aws cloudcontrolapi ListResources") >= pages),
        () => $"Only {Requests("aws cloudcontrolapi ListResources")} pages of {pages} were listed.");

    /// <summary>Asks for a run as a user does, by a button at Port.</summary>
    public async Task RequestRunAsync()
    {
        using var client = new HttpClient();
        using var answer = await client.PostAsync(new Uri(World.PortEndpoint, "/_simulator/resync-request"), content: null, Token);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>
    /// The check C: Port equals the organisation, the queues are empty, every run has ended complete, and nothing lies
    /// among the dead letters but what the test put there.
    /// </summary>
    /// <returns>The bodies of those dead letters.</returns>
    public async Task<IReadOnlyList<string>> ConvergedAsync(int deadLetters = 0, int runs = 1)
    {
        EqualityReport? report = null;
        IReadOnlyDictionary<string, int> depths = new Dictionary<string, int>();
        IReadOnlyList<RunOutcome?> outcomes = [];
        await EventuallyAsync(
            async () =>
            {
                report = await World.CompareAsync(Token);
                depths = await Queues.DepthsAsync();
                outcomes = await Runs.OutcomesAsync();
                return report.Equal
                    && outcomes.Count >= runs
                    && outcomes.All(outcome => outcome is not null)
                    && depths.Keys.All(Pipeline.Chaos.Tests.Queues.FleetQueues.IsOfDeadLetters);
            },
            () => $"Port is not equal: {report?.MissingCount} missing ({string.Join(", ", report?.Missing.Take(5) ?? [])}), "
                + $"{report?.DifferentCount} different ({string.Join(", ", report?.Different.Take(3) ?? [])}), "
                + $"{report?.UnexpectedCount} unexpected of {report?.Expected}; "
                + $"runs: {string.Join(", ", outcomes)}; queues: {string.Join(", ", depths)}");
        var letters = await Queues.DeadLettersAsync();
        Assert.True(letters.Count == deadLetters, Explain(string.Join('\n', letters.Select(letter => $"{letter.Queue}: {letter.Reason}: {letter.Body[..Math.Min(300, letter.Body.Length)]}"))));
        Assert.True(outcomes.All(outcome => outcome == RunOutcome.Complete), Explain($"Runs ended {string.Join(", ", outcomes)}: {await Runs.FailuresAsync()}"));
        Assert.True(Services.Values.All(service => service.Crashes == 0), Explain("A service ended by itself."));
        return [.. letters.Select(letter => letter.Body)];
    }

    /// <summary>Waits for a condition with a deadline; a failure names the seed and shows the logs.</summary>
    public async Task EventuallyAsync(Func<Task<bool>> condition, Func<string> otherwise)
    {
        var waited = Stopwatch.StartNew();
        using var timer = new PeriodicTimer(Look);
        while (!await condition())
        {
            Assert.True(waited.Elapsed < Patience, Explain(otherwise()));
            await timer.WaitForNextTickAsync(Token);
        }
    }

    private string Explain(string what) =>
        $"Seed {Options.Seed}: {what}\n{string.Join("\n\n", Services.Values.Select(service => $"== {service.Stage}\n{service.Log}"))}";
}
