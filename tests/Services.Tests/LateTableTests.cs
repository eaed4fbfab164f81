using System.Net;
using Pipeline.Services.Tests.Running;
using Pipeline.Simulator;

namespace Pipeline.Services.Tests;

/// <summary>Services that are there before what Terraform makes is: the table of the ledger, or all of it.</summary>
public sealed class LateTableTests : QueuesAndTables
{
    private const string ScopeEnds = "port-writer-scope-end-resync";

    // Of a run that nobody knows, which only a ledger can say.
    private const string EndOfAScope =
        """{"messageId":"6a6f7d1c-0000-4000-8000-000000000004","messageType":["urn:message:Pipeline.Contracts:ScopeEnumerated"],"message":{"runId":"0197f3c2-8d1e-7c54-9a41-2b7d1c7f0e55","scope":{"accountId":"123456789012","region":"us-east-1","kind":"AWS::S3::Bucket"},"attempt":1,"pages":0,"resources":0}}""";

    private static readonly SimulatorOptions Small = new() { Accounts = 2, Regions = ["us-east-1"], ResourcesPerScope = 3 };

    private static readonly string[] Projects = ["Ingress", "Enumerator", "Mapper", "PortWriter"];

    [Fact]
    public async Task When_the_table_comes_last_then_messages_wait_for_it_and_none_becomes_a_dead_letter()
    {
        await using var installation = await InstallationUnderTest.StartAsync(Queues, Small, Tables);
        await CreateAsync(installation, ("PIPELINE__LEDGER__TABLE", installation.Prefix + "-other"));
        using var queues = new Queues(Queues.Address, installation.Prefix, "us-east-1");
        var running = Projects.Select(project => StageUnderTest.Start(project, installation, ("PIPELINE__MESSAGING__TOPOLOGY", "Verify"))).ToList();
        try
        {
            await queues.PutAsync(ScopeEnds, EndOfAScope);
            await Eventually.TrueAsync(
                async () => (await running[^1].GetAsync("/health/ready")).Status == HttpStatusCode.ServiceUnavailable && running[^1].Log.Contains($"The table {installation.Prefix} does not exist", StringComparison.Ordinal),
                () => running[^1].Log);
            Assert.Equal(HttpStatusCode.OK, (await running[^1].GetAsync("/health/live")).Status);

            await CreateAsync(installation);

            await installation.ConvergedAsync(() => string.Join("\n\n", running.Select(stage => stage.Log)));
            await Task.WhenAll(running.Select(stage => stage.ReadyAsync()));
            await Eventually.TrueAsync(async () => await queues.CountAsync(ScopeEnds) == 0);
            Assert.Equal(0, await queues.CountAsync(ScopeEnds + "_error"));
        }
        finally
        {
            await Task.WhenAll(running.Select(stage => stage.DisposeAsync().AsTask()));
        }
    }

    [Fact]
    public async Task When_queues_bucket_and_table_come_last_then_the_services_do_the_run_without_a_restart()
    {
        await using var installation = await InstallationUnderTest.StartAsync(Queues, Small, Tables);
        var running = Projects.Select(project => StageUnderTest.Start(project, installation, ("PIPELINE__MESSAGING__TOPOLOGY", "Verify"))).ToList();
        try
        {
            await Eventually.TrueAsync(
                () => Task.FromResult(running.TrueForAll(stage => stage.Log.Contains("Missing, and not to be created here", StringComparison.Ordinal))),
                () => string.Join("\n\n", running.Select(stage => stage.Log)));

            await CreateAsync(installation);

            await installation.ConvergedAsync(() => string.Join("\n\n", running.Select(stage => stage.Log)));
            await Task.WhenAll(running.Select(stage => stage.ReadyAsync()));
        }
        finally
        {
            await Task.WhenAll(running.Select(stage => stage.DisposeAsync().AsTask()));
        }
    }

    [Fact]
    public async Task When_it_is_told_to_stop_while_the_table_is_missing_then_it_ends_in_time_and_gives_back_what_waits()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGTERM.");
        await using var installation = await InstallationUnderTest.StartAsync(Queues, Small, Tables);
        await CreateAsync(installation, ("PIPELINE__LEDGER__TABLE", installation.Prefix + "-other"));
        using var queues = new Queues(Queues.Address, installation.Prefix, "us-east-1");
        await queues.PutAsync(ScopeEnds, EndOfAScope);
        await using var portWriter = StageUnderTest.Start("PortWriter", installation, ("PIPELINE__MESSAGING__TOPOLOGY", "Verify"));
        await Eventually.TrueAsync(
            () => Task.FromResult(portWriter.Log.Contains($"The table {installation.Prefix} does not exist", StringComparison.Ordinal)),
            () => portWriter.Log);

        var (took, exitCode) = await portWriter.TerminateAsync();

        Assert.InRange(took, TimeSpan.Zero, TimeSpan.FromSeconds(25));
        Assert.Equal(0, exitCode);
        await queues.HoldsAsync(ScopeEnds, 1);
        Assert.Equal(0, await queues.CountAsync(ScopeEnds + "_error"));
    }

    // As Terraform would: by a service that creates, and is ended before anything runs.
    private static async Task CreateAsync(InstallationUnderTest installation, params (string, string)[] variables)
    {
        await using var creator = StageUnderTest.Start("PortWriter", installation, variables);
        await creator.ReadyAsync();
    }
}
