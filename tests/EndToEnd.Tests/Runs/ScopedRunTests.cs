using Pipeline.EndToEnd.Tests.Program;
using Pipeline.Simulator;

namespace Pipeline.EndToEnd.Tests.Runs;

public sealed class ScopedRunTests
{
    [Fact]
    public async Task When_a_run_is_limited_then_only_what_it_names_is_listed_and_swept()
    {
        await using var world = await Estate.StartAsync(Estate.Small with { ResourcesPerScope = 12 });
        using var home = new TemporaryHome();
        var environment = home.AddedTo(world.Environment);
        (await PipelineProcess.RunAsync(environment, "sync")).MustExitWith(0);
        var before = world.Statistics.Entities;
        world.SetFaults(new SimulatorFault { Kind = SimulatorFaultKind.Vanish, Fraction = 0.5 });

        var scoped = await PipelineProcess.RunAsync(
            environment, "sync", "--account", world.AccountIds[0], "--region", "eu-west-1", "--kind", Estate.Function, "--kind", "aws::sqs::queue");

        scoped.MustExitWith(0).MustSay(Estate.Function).MustSay(Estate.Queue).MustNotSay(Estate.Bucket);
        var report = await RunReports.LastAsync(environment);
        Assert.Equal(
            [$"{world.AccountIds[0]}/eu-west-1/{Estate.Function}", $"{world.AccountIds[0]}/eu-west-1/{Estate.Queue}"],
            report.ScopeNames.Order(StringComparer.Ordinal));

        Assert.Equal(before - report.Deleted - report.DeletedBeside, world.Statistics.Entities);
        Assert.InRange(report.Deleted + report.DeletedBeside, 1, 2 * 12);

        (await PipelineProcess.RunAsync(environment, "sync")).MustExitWith(0);
        var all = await RunReports.LastAsync(environment);
        Assert.Equal(before - report.Deleted - report.DeletedBeside - all.Deleted - all.DeletedBeside, world.Statistics.Entities);
        Assert.True(all.Deleted > 0, "Nothing vanished outside the scopes of the limited run: the test shows nothing.");
    }

    [Fact]
    public async Task When_a_run_is_limited_to_what_does_not_exist_then_the_nearest_is_named_and_nothing_is_written()
    {
        await using var world = await Estate.SmallAsync();

        var kind = await PipelineProcess.RunAsync(world.Environment, "sync", "--kind", "AWS::S3::Buckets");
        var region = await PipelineProcess.RunAsync(world.Environment, "sync", "--region", "eu-west-2");
        var account = await PipelineProcess.RunAsync(world.Environment, "sync", "--account", "12");

        kind.MustExitWith(1).MustSay("Perhaps AWS::S3::Bucket is meant");
        region.MustExitWith(1).MustSay("Perhaps eu-west-1 is meant");
        account.MustExitWith(64).MustSay("twelve digits");
        Assert.Equal(0, world.Statistics.EntityWrites);
    }
}
