using System.Diagnostics;
using Pipeline.Contracts;
using Pipeline.Simulator;

namespace Pipeline.Chaos.Tests.Fleet;

/// <content>What has to be true in the end, and the way there.</content>
internal sealed partial class Installation
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    // Each look at all asks for every queue of an emulator that the services need, on their processors.
    private static readonly TimeSpan LookAtAll = TimeSpan.FromMilliseconds(250);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Entities that are to be at Port.</summary>
    public async Task<int> ExpectedAsync() => (await World.CompareAsync(Token)).Expected;

    /// <summary>Entities that were written at Port, the placeholders that it made included, and what others wrote not.</summary>
    public long Writes => World.Statistics.EntityWrites - _foreign.Count;

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

    /// <summary>Cancels a run as whoever has the key of the run API does.</summary>
    public async Task CancelAsync(Guid runId)
    {
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", RunKey);
        using var answer = await client.PostAsync(new Uri(Services["Ingress"].Address, $"/runs/{runId}/cancel"), content: null, Token);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Token));
    }

    /// <summary>
    /// The check C: Port equals the organisation, what others have there is untouched, the queues are empty, every run has
    /// ended complete, and nothing lies among the dead letters but what the test put there.
    /// </summary>
    /// <param name="deadLetters">How many the test put there.</param>
    /// <param name="runs">How many runs there are at least.</param>
    /// <param name="cancelled">How many of them the test cancelled.</param>
    /// <returns>The bodies of those dead letters.</returns>
    public async Task<IReadOnlyList<string>> ConvergedAsync(int deadLetters = 0, int runs = 1, int cancelled = 0)
    {
        IReadOnlyList<RunOutcome?> outcomes = [];
        await EventuallyAsync(
            async () =>
            {
                // What costs least first.
                outcomes = await Runs.OutcomesAsync();
                return outcomes.Count >= runs
                    && outcomes.All(outcome => outcome is not null)
                    && (await Queues.DepthsAsync()).Keys.All(Pipeline.Chaos.Tests.Queues.FleetQueues.IsOfDeadLetters)
                    && IsEqual(await World.CompareAsync(Token));
            },
            DifferenceAsync,
            LookAtAll);
        var letters = await Queues.DeadLettersAsync();
        Assert.True(letters.Count == deadLetters, Explain(string.Join('\n', letters.Select(letter => $"{letter.Queue}: {letter.Reason}: {letter.Body[..Math.Min(300, letter.Body.Length)]}"))));
        Assert.True(outcomes.Count(outcome => outcome == RunOutcome.Complete) == outcomes.Count - cancelled && outcomes.Count(outcome => outcome == RunOutcome.Cancelled) == cancelled, Explain($"Runs ended {string.Join(", ", outcomes)}: {await Runs.FailuresAsync()}"));
        Assert.True(Services.Values.All(service => service.Crashes == 0), Explain("A service ended by itself."));
        await _foreign.UntouchedAsync(Explain);
        return [.. letters.Select(letter => letter.Body)];
    }

    // What another installation wrote into the same blueprints is not what this one has to explain.
    private bool IsEqual(EqualityReport report) =>
        report is { MissingCount: 0, DifferentCount: 0 } && report.Unexpected.Count == report.UnexpectedCount && report.Unexpected.All(_foreign.Holds);

    /// <summary>Waits for a condition with a deadline; a failure names the seed and shows the logs.</summary>
    public Task EventuallyAsync(Func<Task<bool>> condition, Func<string> otherwise) =>
        EventuallyAsync(condition, () => Task.FromResult(otherwise()), Look);

    private async Task EventuallyAsync(Func<Task<bool>> condition, Func<Task<string>> otherwise, TimeSpan look)
    {
        var waited = Stopwatch.StartNew();
        using var timer = new PeriodicTimer(look);
        while (!await condition())
        {
            if (waited.Elapsed > Options.Patience)
            {
                Assert.Fail(Explain(await otherwise()));
            }

            await timer.WaitForNextTickAsync(Token);
        }
    }

    private async Task<string> DifferenceAsync()
    {
        var report = await World.CompareAsync(Token);
        return $"Port is not equal: {report.MissingCount} missing ({string.Join(", ", report.Missing.Take(5))}), "
            + $"{report.DifferentCount} different ({string.Join(", ", report.Different.Take(3))}), "
            + $"{report.UnexpectedCount} unexpected of {report.Expected}; "
            + $"runs: {string.Join(", ", await Runs.StatesAsync())}; queues: {string.Join(", ", await Queues.DepthsAsync())}";
    }

    /// <summary>What a failure says, with the seed and the logs.</summary>
    public string Explain(string what) =>
        $"Seed {Options.Seed}: {what}\n{string.Join("\n\n", Services.Values.Select(service => $"== {service.Stage}\n{service.Log}"))}";
}
