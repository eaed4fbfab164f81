using System.Text.Json;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Contracts;
using Pipeline.Ingress.Reporting;
using Pipeline.ServiceDefaults;
using Pipeline.ServiceDefaults.Logging;
using Pipeline.Simulator;

namespace Pipeline.Ingress.Tests.Reporting;

public sealed class KindExamplesTests
{
    private const string Kind = "AWS::Lambda::Function";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Samples_OfOneKind_FiveReachPortInARun()
    {
        await using var world = await SimulatedWorld.StartAsync(new SimulatorOptions(), Cancellation);
        await using var host = await IngressHost.StartAsync(world);
        var run = Guid.CreateVersion7();

        for (var message = 0; message < 4; message++)
        {
            await PublishAsync(host, run, """{"Id":"a"}""", """{"Id":"b"}""");
        }

        await PublishAsync(host, Guid.CreateVersion7(), """{"Id":"next run"}""");
        var requests = await world.UntilAsync("/examples", seen => seen.Any(request => request.Body.Contains("next run", StringComparison.Ordinal)));
        Assert.Equal(6, requests.Sum(request => request.Json.GetProperty("examples").GetArrayLength()));
    }

    [Fact]
    public async Task Samples_WithSecrets_ReachPortWithoutThem()
    {
        await using var world = await SimulatedWorld.StartAsync(new SimulatorOptions(), Cancellation);
        await using var host = await IngressHost.StartAsync(
            world, add: services => services.AddSingleton(new SecretRedactor([new Secret("configured-canary")])));

        await PublishAsync(
            host,
            Guid.CreateVersion7(),
            """{"Name":"f","A":["x configured-canary y"],"B":{"C":"AKIAIOSFODNN7EXAMPLE"},"D":"postgres://user:hunter22@db.example/x","E":1.50}""");

        var body = Assert.Single(await world.UntilAsync("/examples", seen => seen.Count == 1)).Body;
        Assert.Equal("""{"examples":[{"Name":"f","A":["x [REDACTED] y"],"B":{"C":"[REDACTED]"},"D":"[REDACTED]","E":1.50}]}""", body);
    }

    [Fact]
    public async Task Samples_NotWanted_AreNotSent()
    {
        await using var world = await SimulatedWorld.StartAsync(new SimulatorOptions(), Cancellation);
        await using var host = await IngressHost.StartAsync(
            world, add: services => services.AddSingleton(new ReportingOptions { SendExamples = false }));
        var run = await host.Runs.RequestAsync("test", Cancellation);
        await PublishAsync(host, run.RunId, """{"Id":"a"}""");

        await host.FinishAsync(run.RunId, RunOutcome.Complete);
        await run.Finished.WaitAsync(TimeSpan.FromSeconds(30), Cancellation);

        Assert.Empty(await world.RequestsAsync("/examples"));
    }

    private static Task PublishAsync(IngressHost host, Guid run, params IEnumerable<string> samples) => host.Get<IBus>().Publish(
        new ResourcesSampled { RunId = run, Kind = Kind, Samples = [.. samples.Select(sample => JsonElement.Parse(sample))] }, Cancellation);
}
