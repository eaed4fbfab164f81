using System.Collections.Concurrent;
using System.Text;
using Pipeline.EndToEnd.Tests.Program;
using Pipeline.Simulator;

namespace Pipeline.EndToEnd.Tests.Secrecy;

/// <summary>Everything the process says and keeps, at its most talkative, is searched for every secret it was given or shown.</summary>
public sealed class CanaryTests
{
    private const string SecondKey = "canary-second-key-5f0b1c-5f0b1c-5f0b1c";
    private const string RunKey = "canary-run-key-5f0b1c-5f0b1c-5f0b1c";
    private const string Presented = "canary-presented-by-a-stranger-5f0b1c";

    [Fact]
    [Trait("Row", "S12")]
    public async Task S12_When_all_of_it_runs_at_trace_level_then_no_secret_is_in_logs_traces_metrics_stores_or_reports()
    {
        var collected = new ConcurrentQueue<byte[]>();
        await using var collector = await LoopbackServer.StartAsync(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            collected.Enqueue(body.ToArray());
        });
        await using var world = await Estate.StartAsync(Estate.Small with
        {
            RecordLargeBodies = true,
            Faults = [new SimulatorFault { Kind = SimulatorFaultKind.Throttle, Fraction = 0.1 }, new SimulatorFault { Kind = SimulatorFaultKind.PortReject, Fraction = 0.1 }],
        });
        using var home = new TemporaryHome();
        await using var installation = Installation.Start(
            world,
            $"PIPELINE_HOME={home.Path}", "APPLICATION__LOG_LEVEL=TRACE", $"PIPELINE__LIVE_EVENTS__SECOND_API_KEY={SecondKey}", $"PIPELINE__RUN_API__KEY={RunKey}",
            $"OTEL_EXPORTER_OTLP_ENDPOINT={collector.Url}", "OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf", "OTEL_BSP_SCHEDULE_DELAY=500");
        await installation.AnswersAsync("/health/ready");
        await Eventually.TrueAsync(() => world.PortCalls("PATCH", "/v1/integration/{integration}/resync-state") >= 2);

        await ChangeAsync(world, installation);
        var metrics = await installation.TextAsync("/metrics");
        await Eventually.TrueAsync(() => !collected.IsEmpty);
        var runs = await PipelineProcess.RunAsync(home.AddedTo(world.Environment), "runs", "--json");
        await installation.Process.TerminateAsync();
        var result = await installation.Process.ExitAsync();

        var reports = (await world.RequestsAsync("port")).Where(request => !request["path"]!.GetValue<string>().EndsWith("access_token", StringComparison.Ordinal));
        var kept = Directory.EnumerateFiles(home.Path, "*", SearchOption.AllDirectories).Select(file => Encoding.Latin1.GetString(File.ReadAllBytes(file)));
        (string Where, string Text)[] places =
        [
            ("logs", result.Said), ("metrics", metrics), ("runs", runs.Said), ("traces", string.Concat(collected.Select(Encoding.Latin1.GetString))),
            ("stores", string.Concat(kept)), ("reports", string.Concat(reports.Select(request => request.ToJsonString()))),
        ];
        Assert.All(places, place => Assert.True(place.Text.Length > 100, $"There are no {place.Where} to look at."));
        Assert.All(places, place => Assert.All(Secrets(world), secret => Assert.False(place.Text.Contains(secret, StringComparison.Ordinal), $"A secret is in the {place.Where}.")));
    }

    private static async Task ChangeAsync(SimulatedWorld world, Installation installation)
    {
        world.SendEventsTo(installation.Webhook with { WebhookKey = Presented });
        world.TagResource(Estate.Queue, world.InstallationAccountId, "eu-west-1", world.IdentifierOf(Estate.Queue, world.InstallationAccountId, "eu-west-1", 0), new Dictionary<string, string?> { ["a"] = "b" });
        await Eventually.TrueAsync(() => world.Changes.Events.Lost == 1);
        world.SendEventsTo(installation.Webhook with { WebhookKey = SecondKey });
        await world.SetChurnAsync(20);
        await Eventually.TrueAsync(() => world.Changes.Events.Delivered > 40);
        await world.SetChurnAsync(0);
    }

    private static IEnumerable<string> Secrets(SimulatedWorld world) => world.Environment
        .Where(variable => variable.Key.Contains("SECRET", StringComparison.Ordinal)).Select(variable => variable.Value)
        .Concat([Installation.WebhookKey, SecondKey, RunKey, Presented]).Distinct();
}
