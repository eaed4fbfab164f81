using System.Text.Json.Nodes;
using Pipeline.EndToEnd.Tests.Program;
using Pipeline.Simulator;

namespace Pipeline.EndToEnd.Tests.Syncs;

public sealed class NoisyScopeTests
{
    private const int Pages = 200;
    private const int PageSize = 20;
    private const string Region = "us-east-1";

    // By order and not by time: were the others to wait for it in turn, they would end with it.
    [Fact]
    [Trait("Row", "R25")]
    public async Task When_one_scope_has_hundreds_of_times_the_resources_of_the_others_then_these_are_through_before_half_of_it_is()
    {
        await using var world = await Estate.StartAsync(Estate.Small with
        {
            PageSize = PageSize,
            Faults = [new SimulatorFault { Kind = SimulatorFaultKind.Latency, Operation = "ListResources", Delay = TimeSpan.FromMilliseconds(50) }],
        });
        for (var more = 0; more < Pages * PageSize; more++)
        {
            world.CreateResource(Estate.Function, world.AccountIds[0], Region);
        }

        using var home = new TemporaryHome();
        var environment = home.AddedTo(world.Environment);

        var result = await PipelineProcess.RunAsync(environment, "sync");

        result.MustExitWith(0);
        await world.MustEqualPortAsync(result);
        var scopes = (await RunReports.LastAsync(environment)).Scopes;
        var noisy = scopes.Single(scope => scope["listed"]!.GetValue<long>() > Pages * PageSize);
        var others = scopes.Where(scope => scope != noisy).ToList();
        var (began, ended) = (At(noisy, "startedAt"), At(noisy, "endedAt"));
        var late = others.Where(scope => At(scope, "endedAt") > began + ((ended - began) / 2)).Select(scope => scope["scope"]!.ToJsonString());
        Assert.True(others.Count > 8, "There are no others.");
        Assert.True(!late.Any(), $"The noisy scope took from {began:O} to {ended:O}; later than half of it ended {string.Join(", ", late)}");
    }

    private static DateTimeOffset At(JsonNode scope, string moment) => scope[moment]!.GetValue<DateTimeOffset>();
}
