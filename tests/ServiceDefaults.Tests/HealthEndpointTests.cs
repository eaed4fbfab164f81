using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Pipeline.ServiceDefaults.Health;

namespace Pipeline.ServiceDefaults.Tests;

[Collection(nameof(ConsoleFixture))]
public sealed class HealthEndpointTests : IDisposable
{
    private readonly HttpClient _client = new();

    public void Dispose() => _client.Dispose();

    [Theory]
    [InlineData("/health/live", "live")]
    [InlineData("/health/ready", "ready")]
    [InlineData("/aws/health/live", "live")]
    [InlineData("/aws/health/ready", "ready")]
    public async Task Get_NothingFails_OceansAnswer(string path, string check)
    {
        var (status, body) = await GetAsync(path, _ => { });

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Matches($$"""^\{"status":"healthy","check":"{{check}}","core_version":"\d+\.\d+\.\d+[^"]*"\}$""", body);
    }

    [Fact]
    [Trait("Row", "S18")]
    public async Task Get_ReadyWithAFailingCheck_503WithItsNameAndNothingElseOfIt()
    {
        var (status, body) = await GetAsync("/health/ready", checks => checks
            .AddCheck("ledger", () => HealthCheckResult.Unhealthy("account 123456789012 at /secret/path"))
            .AddCheck("bus", () => throw new InvalidOperationException("secret"))
            .AddCheck("port", () => HealthCheckResult.Degraded())
            .AddCheck("store", () => HealthCheckResult.Healthy()));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.StartsWith("""{"status":"unhealthy","check":"ready",""", body, StringComparison.Ordinal);
        Assert.EndsWith(""","failing":["bus","ledger"],"degraded":["port"]}""", body, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_ReadyWithADegradedCheck_200()
    {
        var (status, body) = await GetAsync("/health/ready", checks => checks.AddCheck("port", () => HealthCheckResult.Degraded()));

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.StartsWith("""{"status":"degraded",""", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_LiveWhileNotReady_StillLive()
    {
        var (status, _) = await GetAsync("/health/live", checks => checks.AddCheck("ledger", () => HealthCheckResult.Unhealthy()));

        Assert.Equal(HttpStatusCode.OK, status);
    }

    [Fact]
    public async Task Get_LiveWithADeadLoop_503()
    {
        var (status, body) = await GetAsync(
            "/health/live", checks => checks.AddCheck("poll loop", () => HealthCheckResult.Unhealthy(), [HealthTags.Live]));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains("\"failing\":[\"poll loop\"]", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Get_LiveAfterABackgroundLoopHasEnded_503(bool faults)
    {
        await using var application = await RunningApplication.StartAsync(
            TestVariables.Read(("APPLICATION__PORT", "0")),
            builder => builder.Services.AddHostedService(provider => new EndingLoop(faults, provider.GetRequiredService<IHostApplicationLifetime>())),
            TestContext.Current.CancellationToken);

        HttpStatusCode status = default;
        var body = string.Empty;
        await Eventually.TrueAsync(async () =>
        {
            using var response = await _client.GetAsync(new Uri(application.Address, "/health/live"), TestContext.Current.CancellationToken);
            (status, body) = (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            return status == HttpStatusCode.ServiceUnavailable;
        });

        Assert.Contains("\"failing\":[\"loops\"]", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_CheckWithoutATimeout_GetsOneAndOthersKeepTheirs()
    {
        await using var application = await StartAsync(checks => checks
            .AddCheck("hangs", () => HealthCheckResult.Healthy())
            .AddCheck("patient", () => HealthCheckResult.Healthy(), tags: [], timeout: TimeSpan.FromSeconds(9)));

        var registrations = application.Services.GetRequiredService<Microsoft.Extensions.Options.IOptions<HealthCheckServiceOptions>>().Value.Registrations;

        Assert.Equal(
            [("hangs", TimeSpan.FromSeconds(5)), ("patient", TimeSpan.FromSeconds(9)), ("loops", TimeSpan.FromSeconds(5))],
            registrations.Select(check => (check.Name, check.Timeout)));
    }

    private async Task<(HttpStatusCode Status, string Body)> GetAsync(string path, Action<IHealthChecksBuilder> addChecks)
    {
        await using var application = await StartAsync(addChecks);
        using var response = await _client.GetAsync(new Uri(application.Address, path));
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    private sealed class EndingLoop(bool faults, IHostApplicationLifetime lifetime) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
            await started.Task;
            if (faults)
            {
                throw new InvalidOperationException("It broke.");
            }
        }
    }

    private static Task<RunningApplication> StartAsync(Action<IHealthChecksBuilder> addChecks) => RunningApplication.StartAsync(
        TestVariables.Read(("APPLICATION__PORT", "0"), ("OCEAN__PATH_PREFIX", "aws")),
        builder => addChecks(builder.Services.AddHealthChecks()),
        TestContext.Current.CancellationToken);
}
