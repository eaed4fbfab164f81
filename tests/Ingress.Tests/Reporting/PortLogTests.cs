using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pipeline.Ingress.Reporting.Logs;
using Pipeline.ServiceDefaults;
using Pipeline.ServiceDefaults.Logging;
using Pipeline.Simulator;

namespace Pipeline.Ingress.Tests.Reporting;

public sealed class PortLogTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Log_Entries_ReachPortInBatchesWithoutSecrets()
    {
        await using var world = await SimulatedWorld.StartAsync(new SimulatorOptions { RecordLargeBodies = true }, Cancellation);
        await using var host = await StartAsync(world);
        await host.Installation.EnsureAsync(Cancellation);
        var logger = host.Get<ILoggerFactory>().CreateLogger("Pipeline.Test");

        using (logger.BeginScope(new Dictionary<string, object?> { ["RunId"] = 7 }))
        {
            foreach (var number in Enumerable.Range(0, 150))
            {
                Write(logger, $"entry {number} configured-canary ghp_0123456789012345678901234567890123456789\nforged");
            }
        }

        var requests = await world.UntilAsync("/ingest/logs", seen => seen.Sum(Length) >= 100);
        var entry = requests.SelectMany(request => request.Json.GetProperty("logs").EnumerateArray())
            .First(log => log.GetProperty("message").GetString()!.StartsWith("entry 0", StringComparison.Ordinal));
        Assert.Equal((@"entry 0 [REDACTED] [REDACTED]\nforged", "WARNING"), (entry.GetProperty("message").GetString(), entry.GetProperty("level").GetString()));
        Assert.Equal(("7", "Pipeline.Test"), (entry.GetProperty("extra").GetProperty("RunId").GetString(), entry.GetProperty("extra").GetProperty("logger").GetString()));
        Assert.All(requests, request => Assert.InRange(Length(request), 1, 101));
    }

    [Fact]
    public async Task Log_ProcessEnds_SendsWhatIsLeft()
    {
        await using var world = await SimulatedWorld.StartAsync(new SimulatorOptions(), Cancellation);
        await using (var host = await StartAsync(world))
        {
            await host.Installation.EnsureAsync(Cancellation);
            Write(host.Get<ILoggerFactory>().CreateLogger("Pipeline.Test"), "last words");
        }

        Assert.Contains(await world.RequestsAsync("/ingest/logs"), request => request.Body.Contains("last words", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Log_SendingFails_DoesNotMakeMoreLog()
    {
        await using var world = await SimulatedWorld.StartAsync(new SimulatorOptions(), Cancellation);
        world.SetFaults(new SimulatorFault { Kind = SimulatorFaultKind.PortStatus, Operation = "/ingest/{**rest}", StatusCode = 500 });
        await using (var host = await StartAsync(world))
        {
            await host.Installation.EnsureAsync(Cancellation);
            Write(host.Get<ILoggerFactory>().CreateLogger("Pipeline.Test"), "only this");
        }

        var requests = await world.RequestsAsync("/ingest/logs");
        Assert.NotEmpty(requests);
        Assert.All(requests, request => Assert.DoesNotContain("could not", request.Body, StringComparison.Ordinal));
        Assert.InRange(requests.Count, 1, 2);
    }

    [Fact]
    public void Buffer_FullerThanItsCapacity_DropsTheOldestAndCountsThem()
    {
        var buffer = new PortLogBuffer();

        foreach (var number in Enumerable.Range(0, PortLogBuffer.Capacity + 3))
        {
            buffer.Add(new($"{number}", "INFO", "", new Dictionary<string, string>()));
        }

        Assert.Equal((3, 0), (buffer.TakeLost(), buffer.TakeLost()));
        Assert.True(buffer.TryTake(out var oldest));
        Assert.Equal("3", oldest.Message);
    }

    private static Task<IngressHost> StartAsync(SimulatedWorld world) => IngressHost.StartAsync(world, add: services =>
    {
        services.AddSingleton(new SecretRedactor([new Secret("configured-canary")]));
        services.AddPortLog();
    });

    private static int Length(SeenRequest request) => request.Json.GetProperty("logs").GetArrayLength();

    private static void Write(ILogger logger, string message) =>
        logger.Log(LogLevel.Warning, default, message, exception: null, static (state, _) => state);
}
