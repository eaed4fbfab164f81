using System.Text.Json.Nodes;
using Pipeline.EndToEnd.Tests.Program;
using Pipeline.Simulator;

namespace Pipeline.EndToEnd.Tests.Running;

public sealed class HomeTests : IDisposable
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("pipeline-home-");

    public void Dispose() => _home.Delete(recursive: true);

    [Fact]
    public async Task When_two_syncs_share_a_home_then_the_second_writes_nothing_and_both_are_listed()
    {
        await using var world = await Estate.SmallAsync();
        (await PipelineProcess.RunAsync(In(world.Environment), "sync")).MustExitWith(0);
        var upserts = world.Statistics.PortBulkUpserts;

        (await PipelineProcess.RunAsync(In(world.Environment), "sync")).MustExitWith(0);

        Assert.Equal(upserts, world.Statistics.PortBulkUpserts);
        var listed = await PipelineProcess.RunAsync(In(world.Environment), "runs", "--json");
        listed.MustExitWith(0);
        var runs = JsonNode.Parse(listed.Output)!.AsArray();
        Assert.Equal(["complete", "complete"], runs.Select(run => (string)run!["outcome"]!));
        Assert.Equal([true, false], runs.Select(run => (long)run!["totals"]!["written"]! == 0));
        var shown = await PipelineProcess.RunAsync(In(world.Environment), "runs", "show", (string)runs[1]!["run"]!["runId"]!);
        shown.MustExitWith(0);
        Assert.Contains(Estate.Bucket, shown.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_a_process_works_in_a_home_then_another_is_refused_by_its_name_and_its_runs_can_be_read()
    {
        await using var world = await Estate.SmallAsync();
        var environment = In(world.Environment).Append(new("APPLICATION__PORT", "0")).ToList();
        await using var running = PipelineProcess.Start(environment, "run");
        await running.HasSaidAsync("started (start)");

        var second = await PipelineProcess.RunAsync(environment, "clean", "--yes");

        second.MustExitWith(1);
        Assert.Contains("(pipeline run, started ", second.Errors, StringComparison.Ordinal);
        Assert.Contains(_home.FullName, second.Errors, StringComparison.Ordinal);
        await Eventually.TrueAsync(
            async () => (await PipelineProcess.RunAsync(environment, "runs", "show", "last", "--json")) is { ExitCode: 0, Output: var output }
                && (string?)JsonNode.Parse(output)!["outcome"] == "complete",
            () => $"The run did not show as complete:\n{running.Errors}");
        await running.TerminateAsync();
        (await running.ExitAsync()).MustExitWith(0);
        (await PipelineProcess.RunAsync(environment, "sync")).MustExitWith(0);
    }

    [Fact]
    public async Task When_a_process_works_in_a_home_then_a_sync_is_done_by_it_and_may_be_cancelled()
    {
        await using var world = await Estate.SmallAsync();
        var environment = In(world.Environment)
            .Append(new("APPLICATION__PORT", "0")).Append(new("OCEAN__EVENT_LISTENER__RESYNC_ON_START", "false")).ToList();
        await using var running = PipelineProcess.Start(environment, "run");
        await Eventually.TrueAsync(() => Task.FromResult(File.Exists(Path.Combine(_home.FullName, "run-api.json"))), () => running.Errors);

        var second = await PipelineProcess.RunAsync(environment, "sync", "--kind", Estate.Bucket);
        var unknown = await PipelineProcess.RunAsync(environment, "sync", "--kind", "AWS::S3::Buckets");

        second.MustExitWith(0).MustSay("Run complete").MustNotSay(Estate.Queue);
        unknown.MustExitWith(1).MustSay("Perhaps AWS::S3::Bucket is meant");
        world.SetFaults(new SimulatorFault { Kind = SimulatorFaultKind.Latency, Delay = TimeSpan.FromSeconds(20), Operation = "ListResources" });
        await using var third = PipelineProcess.Start(environment, "sync");
        await third.HasSaidAsync("does run");
        var run = third.Output.Split("does run ")[1].Split('.')[0];
        await running.HasSaidAsync($"{run} has ");
        (await PipelineProcess.RunAsync(environment, "runs", "cancel", run)).MustExitWith(0);
        (await third.ExitAsync()).MustExitWith(1).MustSay("cancelled");
        (await PipelineProcess.RunAsync(environment, "runs", "cancel", run)).MustExitWith(1).MustSay("has ended");
    }

    private IEnumerable<KeyValuePair<string, string>> In(IReadOnlyDictionary<string, string> environment) =>
        environment.Append(new("PIPELINE_HOME", _home.FullName));
}
