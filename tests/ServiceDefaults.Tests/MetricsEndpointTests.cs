using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.ServiceDefaults.Telemetry;

namespace Pipeline.ServiceDefaults.Tests;

[Collection(nameof(ConsoleFixture))]
public sealed class MetricsEndpointTests : IDisposable
{
    private readonly HttpClient _client = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task Get_Metrics_OursAndTheRuntimesInPrometheusForm()
    {
        await using var application = await StartAsync();
        var meter = application.Services.GetRequiredService<IMeterFactory>().Create("Pipeline.Tests");
        meter.CreateCounter<long>("pipeline.tests.run", "{test}").Add(3);

        var text = await _client.GetStringAsync(new Uri(application.Address, "/metrics"), Token);

        Assert.Matches("pipeline_tests_run_total\\{?[^\n]*\\}? 3", text);
        Assert.Contains("dotnet_gc_collections", text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Row", "S18")]
    public async Task Get_Metrics_AddressesThatWereCalledAreNotTold()
    {
        await using var application = await StartAsync();
        await _client.GetAsync(new Uri($"http://localhost:{application.Address.Port}/health/live"), Token);

        var text = await _client.GetStringAsync(new Uri(application.Address, "/metrics"), Token);

        var calls = text.Split('\n').Where(line => line.StartsWith("http_client_", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(calls);
        Assert.All(calls, line => Assert.DoesNotContain("localhost", line, StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Row", "S18")]
    public async Task Get_MetricsWithAPortOfTheirOwn_AreServedThereAlone()
    {
        await using var application = await StartAsync(("PIPELINE__HEALTH__PORT", FreePort.Find().ToString()));
        var other = application.Listening.Select(address => new Uri(address).Port).Single(port => port != application.Address.Port);
        var ports = new[] { application.Address.Port, other };

        var metrics = await Task.WhenAll(ports.Select(port => _client.GetAsync(new Uri($"http://127.0.0.1:{port}/metrics"), Token)));
        var health = await Task.WhenAll(ports.Select(port => _client.GetAsync(new Uri($"http://127.0.0.1:{port}/health/live"), Token)));

        Assert.Equal([HttpStatusCode.NotFound, HttpStatusCode.OK], metrics.Select(answer => answer.StatusCode).Order().Reverse());
        Assert.All(health, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
    }

    [Fact]
    public async Task Get_MetricsWithoutTelemetry_AreNotThere()
    {
        await using var application = await RunningApplication.StartAsync(TestVariables.Read(("APPLICATION__PORT", "0")), _ => { }, Token);

        Assert.Equal(HttpStatusCode.NotFound, (await _client.GetAsync(new Uri(application.Address, "/metrics"), Token)).StatusCode);
    }

    private static Task<RunningApplication> StartAsync(params (string Name, string? Value)[] variables) => RunningApplication.StartAsync(
        TestVariables.Read([("APPLICATION__PORT", "0"), .. variables]), builder => builder.AddTelemetry("pipeline-tests"), Token);
}
