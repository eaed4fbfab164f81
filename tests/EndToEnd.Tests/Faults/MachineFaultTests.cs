using System.Net;
using Pipeline.EndToEnd.Tests.Program;
using Pipeline.Simulator;

namespace Pipeline.EndToEnd.Tests.Faults;

/// <summary>A machine that lacks something: the process says so, lives, and goes on when it is back (R29).</summary>
public sealed class MachineFaultTests
{
    // Bash fills the pipe and keeps its end to read open, and so does the program after it.
    private const string StandardErrorThatNobodyReads =
        "pipe=$(mktemp -u); mkfifo \"$pipe\"; exec 3<>\"$pipe\"; rm \"$pipe\"; head -c 65536 /dev/zero >&3; exec 2>&3";

    [Fact]
    [Trait("Row", "R29")]
    public async Task When_the_disk_is_full_then_it_is_not_ready_but_alive_and_goes_on_when_there_is_room()
    {
        var start = Machine.WithMounts("mount -t tmpfs -o size=16m tmpfs \"$PIPELINE_HOME\"", "run");
        await using var world = await Estate.SmallAsync();
        await using var installation = Installation.Start(world, start, "OCEAN__EVENT_LISTENER__INTERVAL=1");
        await EqualAsync(world, installation);
        await installation.AnswersAsync("/health/ready");
        var ballast = installation.Process.InHome("ballast");

        Fill(ballast);
        await AnswersAsync(installation, "/health/ready", HttpStatusCode.ServiceUnavailable);
        Assert.Contains("ledger", await installation.BodyAsync("/health/ready"), StringComparison.Ordinal);
        world.SetFaults(new SimulatorFault { Kind = SimulatorFaultKind.Vanish, ResourceKind = Estate.Bucket, Fraction = 0.2 });
        await world.RequestResyncAsync();
        await AnswersAsync(installation, "/health/live", HttpStatusCode.OK);
        File.Delete(ballast);

        await installation.AnswersAsync("/health/ready");
        await world.RequestResyncAsync();
        await EqualAsync(world, installation);
        await installation.Process.TerminateAsync();
        (await installation.Process.ExitAsync()).MustExitWith(0);
    }

    [Fact]
    [Trait("Row", "R29")]
    public async Task When_nobody_reads_its_log_then_it_goes_on_without()
    {
        var start = Machine.After(StandardErrorThatNobodyReads, "run");
        await using var world = await Estate.StartAsync(Estate.Small with { ResourcesPerScope = 60, PageSize = 5 });
        await using var installation = Installation.Start(world, start, "APPLICATION__LOG_LEVEL=DEBUG");

        await EqualAsync(world, installation);

        await installation.AnswersAsync("/health/ready");
        await installation.AnswersAsync("/health/live");
        await installation.Process.TerminateAsync();
        (await installation.Process.ExitAsync()).MustExitWith(0);
    }

    [Fact]
    [Trait("Row", "R29")]
    public async Task When_names_are_not_resolved_at_the_start_then_it_says_so_lives_and_goes_on_when_they_are()
    {
        var hosts = Path.GetTempFileName();
        var start = Machine.WithMounts("mount --bind \"$HOSTS_FILE\" /etc/hosts; mount --bind /dev/null /etc/resolv.conf", "run");
        await using var world = await Estate.SmallAsync();
        var port = new UriBuilder(world.PortEndpoint) { Host = "port.invalid" }.Uri.ToString().TrimEnd('/');
        await using var installation = Installation.Start(world, start, $"HOSTS_FILE={hosts}", $"OCEAN__PORT__BASE_URL={port}", "PIPELINE__PORT__ALLOW_PLAIN_HTTP=true");

        await AnswersAsync(installation, "/health/live", HttpStatusCode.OK);
        await Eventually.TrueAsync(
            async () => (await installation.BodyAsync("/health/ready")).Contains("\"degraded\":[\"port\"]", StringComparison.Ordinal),
            () => installation.Process.Errors);
        await installation.Process.HasSaidAsync("Port is down: Port did not answer");
        await File.WriteAllTextAsync(hosts, "127.0.0.1 port.invalid\n", TestContext.Current.CancellationToken);

        await installation.AnswersAsync("/health/ready");
        await EqualAsync(world, installation);
        File.Delete(hosts);
    }

    private static Task EqualAsync(SimulatedWorld world, Installation installation) => Eventually.TrueAsync(
        async () => (await world.CompareAsync(TestContext.Current.CancellationToken)) is { Equal: true, Matching: > 0 },
        () => $"Port does not equal the organisation.\n{installation.Process.Errors}");

    private static Task AnswersAsync(Installation installation, string path, HttpStatusCode status) => Eventually.TrueAsync(
        async () => await installation.StatusAsync(path) == status, () => $"{path} does not answer with {status}.\n{installation.Process.Errors}");

    private static void Fill(string file)
    {
        var block = new byte[64 * 1024];
        try
        {
            using var ballast = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
            while (true)
            {
                ballast.Write(block);
            }
        }
        catch (IOException)
        {
            // The last block may have left room for less than one.
            FillTheRest(file);
        }
    }

    private static void FillTheRest(string file)
    {
        try
        {
            using var ballast = new FileStream(file, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
            while (true)
            {
                ballast.WriteByte(0);
            }
        }
        catch (IOException)
        {
        }
    }
}
