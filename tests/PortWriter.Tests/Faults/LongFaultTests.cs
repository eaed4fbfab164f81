using System.Net.Http.Json;
using Microsoft.Extensions.Time.Testing;
using Pipeline.Contracts;
using Pipeline.Simulator;

namespace Pipeline.PortWriter.Tests.Faults;

/// <summary>Port in trouble for long, by a clock that the test moves: the stage and Port are real, and talk over HTTP.</summary>
public sealed class LongFaultTests
{
    private const int Pages = 60;
    private const int PerPage = 10;
    private const int Limit = 60;

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(60);

    private readonly FakeTimeProvider _time = new();

    public static TheoryData<SimulatorFault[]> Outages => new(
        [new SimulatorFault { Kind = SimulatorFaultKind.PortDown, Duration = TimeSpan.FromMinutes(30) }],
        [
            new SimulatorFault { Kind = SimulatorFaultKind.PortStatus, StatusCode = 503, Fraction = 0.5, Duration = TimeSpan.FromMinutes(30) },
            new SimulatorFault { Kind = SimulatorFaultKind.PortHang, Operation = "/bulk", Fraction = 0.1, Duration = TimeSpan.FromMinutes(30) },
        ]);

    [Theory]
    [MemberData(nameof(Outages), DisableDiscoveryEnumeration = true)]
    [Trait("Row", "R13")]
    public async Task Run_PortInTroubleFor30Minutes_LosesNothingAndObeysTheLimitAfterIt(SimulatorFault[] faults)
    {
        await using var stage = await StartAsync();
        stage.World.SetFaults(faults);

        await PublishRunAsync(stage);
        await _time.RunUntilAsync(() => !stage.Finished.IsEmpty, () => Step(stage));

        await MustHaveConvergedAsync(stage);
        Assert.Null(stage.Port.Outage);
        await MustHaveObeyedAsync(stage);
    }

    [Fact]
    [Trait("Row", "R13")]
    public async Task Run_PortIsDown_IsAskedNowAndThenOnly()
    {
        await using var stage = await StartAsync();
        var start = _time.GetUtcNow();
        stage.World.SetFaults(new SimulatorFault { Kind = SimulatorFaultKind.PortDown, Duration = TimeSpan.FromMinutes(30) });

        await PublishRunAsync(stage);
        await _time.RunUntilAsync(() => stage.Port.Outage is not null, () => Step(stage));
        var seen = _time.GetUtcNow();
        var before = (await RequestTimesAsync(stage)).Count;
        await _time.RunUntilAsync(() => _time.GetUtcNow() - seen >= TimeSpan.FromMinutes(20), () => Step(stage));

        // One asks for all, at most every 15 s.
        Assert.True(seen - start < TimeSpan.FromSeconds(30), $"seen after {seen - start}");
        Assert.InRange((await RequestTimesAsync(stage)).Count - before, 1, 20 * 4);
        Assert.Empty(stage.Finished);
    }

    [Fact]
    [Trait("Row", "R12")]
    public async Task Run_StormOfRefusalsFor10Minutes_StaysWithinTheLimitAndConvergesSoonAfter()
    {
        await using var stage = await StartAsync();
        var start = _time.GetUtcNow();
        stage.World.SetFaults(new SimulatorFault
        {
            Kind = SimulatorFaultKind.PortStatus, StatusCode = 429, Fraction = 0.9, Duration = TimeSpan.FromMinutes(10),
        });

        await PublishRunAsync(stage);
        await _time.RunUntilAsync(() => !stage.Finished.IsEmpty, () => Step(stage));

        Assert.True(_time.GetUtcNow() - start < TimeSpan.FromMinutes(12), $"converged after {_time.GetUtcNow() - start}");
        await MustHaveConvergedAsync(stage);
        await MustHaveObeyedAsync(stage);
    }

    private Task<StageUnderTest> StartAsync() => StageUnderTest.StartAsync(
        _time, new SimulatorOptions { PortRequestsPerPeriod = Limit, PortRatePeriod = Period });

    // A call under way has real milliseconds to be answered in; while Port is down there is none but the one that asks.
    private static TimeSpan Step(StageUnderTest stage) =>
        stage.Port.Outage is null ? TimeSpan.FromMilliseconds(500) : TimeSpan.FromSeconds(5);

    private static async Task PublishRunAsync(StageUnderTest stage)
    {
        await stage.BeginAsync(Sample.Scope);
        await stage.PublishAsync([.. Enumerable.Range(1, Pages).Select(page => Sample.Page(page, Sample.Entities(page * PerPage, PerPage)))]);
        await stage.PublishAsync(new ScopeEnumerated
        {
            RunId = Sample.RunId, Scope = Sample.Scope, Attempt = 1, Pages = Pages, Resources = Pages * PerPage, FirstTicket = 1,
        });
    }

    // A message that was given up would leave the run short of a page, and its outcome would say so.
    private static async Task MustHaveConvergedAsync(StageUnderTest stage)
    {
        var run = await stage.RunAsync();
        Assert.Equal(RunOutcome.Complete, run.Outcome);
        Assert.Equal(Pages * PerPage, stage.World.Statistics.Entities);
        Assert.Equal((Pages * PerPage, 0), (run.Scopes[0].Mapped, run.Scopes[0].Rejected));
    }

    // No period, as Port counts them, may hold more than it allows and 5 %.
    private static async Task MustHaveObeyedAsync(StageUnderTest stage)
    {
        var (reset, inPeriod) = (DateTimeOffset.MinValue, 0);
        foreach (var time in await RequestTimesAsync(stage))
        {
            if (time >= reset)
            {
                (reset, inPeriod) = (DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds()) + Period, 0);
            }

            Assert.True(++inPeriod <= Limit * 1.05, $"{inPeriod} requests in the period that ends {reset:T}");
        }
    }

    private static async Task<IReadOnlyList<DateTimeOffset>> RequestTimesAsync(StageUnderTest stage)
    {
        using var http = new HttpClient();
        var requests = await http.GetFromJsonAsync<List<Recorded>>(
            new Uri(stage.World.PortEndpoint, "/_simulator/requests?last=10000"), TestContext.Current.CancellationToken);
        return [.. requests!.Where(request => request.Path.StartsWith("/v1", StringComparison.Ordinal)).Select(request => request.Time).Order()];
    }

    private sealed record Recorded(DateTimeOffset Time, string Path);
}
