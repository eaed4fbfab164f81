using System.Net;
using Pipeline.Emulators;
using Pipeline.Services.Tests.Running;
using Pipeline.Simulator;

namespace Pipeline.Services.Tests;

/// <summary>The four programs as processes, with nothing between them but SNS, SQS, S3 and DynamoDB.</summary>
public sealed class ProcessTests : IAsyncLifetime
{
    private static readonly SimulatorOptions Small = new() { Accounts = 2, Regions = ["us-east-1", "eu-west-1"], ResourcesPerScope = 5 };

    private Emulator _queues = null!;
    private Emulator _tables = null!;

    public async ValueTask InitializeAsync()
    {
        try
        {
            _tables = await Moto.StartAsync();
            _queues = await Fauxqs.StartAsync();
        }
        catch (EmulatorUnavailableException unavailable)
        {
            Assert.Skip(unavailable.Message);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var emulator in new[] { _queues, _tables }.OfType<Emulator>())
        {
            await emulator.DisposeAsync();
        }
    }

    [Fact]
    public async Task When_four_processes_start_then_they_sync_and_all_end_within_25_seconds_of_SIGTERM()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGTERM.");
        await using var installation = await InstallationUnderTest.StartAsync(_queues, Small, _tables);
        await using var ingress = StageUnderTest.Start("Ingress", installation);
        await using var enumerator = StageUnderTest.Start("Enumerator", installation);
        await using var mapper = StageUnderTest.Start("Mapper", installation);
        await using var portWriter = StageUnderTest.Start("PortWriter", installation);
        StageUnderTest[] all = [ingress, enumerator, mapper, portWriter];

        await Task.WhenAll(all.Select(stage => stage.ReadyAsync()));
        await installation.ConvergedAsync(() => string.Join("\n\n", all.Select(stage => stage.Log)));

        Assert.Equal(HttpStatusCode.OK, (await portWriter.GetAsync("/metrics")).Status);
        Assert.All(await Task.WhenAll(all.Select(stage => stage.TerminateAsync())), end =>
        {
            Assert.InRange(end.Took, TimeSpan.Zero, TimeSpan.FromSeconds(25));
            Assert.Equal(0, end.ExitCode);
        });
    }

    [Fact]
    public async Task When_a_stage_is_down_then_the_run_waits_for_it_and_loses_nothing()
    {
        await using var installation = await InstallationUnderTest.StartAsync(_queues, Small, _tables);
        await using var ingress = StageUnderTest.Start("Ingress", installation);
        await using var enumerator = StageUnderTest.Start("Enumerator", installation);
        await using var mapper = StageUnderTest.Start("Mapper", installation);
        await Task.WhenAll(ingress.ReadyAsync(), enumerator.ReadyAsync(), mapper.ReadyAsync());
        await mapper.KillAsync();

        await using var portWriter = StageUnderTest.Start("PortWriter", installation);
        await portWriter.ReadyAsync();
        await portWriter.KillAsync();
        await using var mapperAgain = StageUnderTest.Start("Mapper", installation);
        await using var portWriterAgain = StageUnderTest.Start("PortWriter", installation);

        await installation.ConvergedAsync(() => $"{mapperAgain.Log}\n\n{portWriterAgain.Log}");
    }

    [Fact]
    public async Task When_Port_is_down_then_a_service_is_degraded_and_still_ready()
    {
        await using var installation = await InstallationUnderTest.StartAsync(_queues, Small, _tables);
        await using var ingress = StageUnderTest.Start("Ingress", installation, ("OCEAN__PORT__BASE_URL", "http://127.0.0.1:1"));
        await ingress.ReadyAsync();

        var body = string.Empty;
        await Eventually.TrueAsync(
            async () =>
            {
                (var status, body) = await ingress.GetAsync("/health/ready");
                return status == HttpStatusCode.OK && body.Contains("\"degraded\":[\"port\"]", StringComparison.Ordinal);
            },
            () => $"{body}\n{ingress.Log}");
    }

    // A platform starts again what ended with a failure; a service that ended as if it had been told to would stay away.
    [Theory]
    [InlineData("Ingress")]
    [InlineData("Mapper")]
    public async Task When_a_loop_of_a_service_dies_then_the_process_ends_with_1_and_says_why(string name)
    {
        await using var installation = await InstallationUnderTest.StartAsync(_queues, Small, _tables);
        await using var stage = StageUnderTest.Start(name, installation, ("DOTNET_STARTUP_HOOKS", typeof(ProcessTests).Assembly.Location));

        Assert.Equal(1, await stage.EndedAsync());
        Assert.Contains(StartupHook.Reason, stage.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_topology_is_only_verified_then_what_is_missing_is_named()
    {
        await using var installation = await InstallationUnderTest.StartAsync(_queues, Small, _tables);
        await using var mapper = StageUnderTest.Start("Mapper", installation, ("PIPELINE__MESSAGING__TOPOLOGY", "Verify"));

        await Eventually.TrueAsync(
            () => Task.FromResult(mapper.Log.Contains($"queue '{installation.Prefix}-mapper-resources-enumerated-live'", StringComparison.Ordinal)),
            () => mapper.Log);

        Assert.NotEqual(HttpStatusCode.OK, (await mapper.GetAsync("/health/ready")).Status);
    }
}
