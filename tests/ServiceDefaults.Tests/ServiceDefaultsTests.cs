using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Pipeline.ServiceDefaults.Tests;

[Collection(nameof(ConsoleFixture))]
public sealed partial class ServiceDefaultsTests
{
    [Fact]
    public async Task Start_PortOfTheSettings_ListensThereWhateverAspNetIsToldAndSaysNothingOfIt()
    {
        var port = FreePort();
        await using var application = await StartAsync(
            builder => builder.Configuration.AddInMemoryCollection([new("urls", "http://127.0.0.1:1"), new("http_ports", "2")]),
            ("APPLICATION__PORT", $"{port}"));

        Assert.Equal([$"http://0.0.0.0:{port}"], application.Listening);
        Assert.Equal(string.Empty, (await application.StopAsync()).Error);
    }

    [Fact]
    public async Task Start_Defaults_25SecondsToShutDown()
    {
        await using var application = await StartAsync(_ => { });

        Assert.Equal(TimeSpan.FromSeconds(24), application.Services.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout);
    }

    [Fact]
    public async Task Log_AnyLevel_GoesToStandardErrorAlone()
    {
        await using var application = await StartAsync(_ => { }, ("APPLICATION__LOG_LEVEL", "TRACE"));
        Log(application, "Pipeline.Test");

        var (output, error) = await application.StopAsync();

        Assert.Equal(string.Empty, output);
        Assert.All(Enum.GetNames<LogLevel>().SkipLast(1), level => Assert.Contains($"Pipeline.Test: {level}", error, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("DEBUG", LogLevel.Debug, LogLevel.Warning)]
    [InlineData("INFO", LogLevel.Information, LogLevel.Warning)]
    [InlineData("ERROR", LogLevel.Error, LogLevel.Error)]
    public async Task Log_Level_HoldsForUsAndTheNoisyStartAtWarning(string setting, LogLevel ours, LogLevel theirs)
    {
        await using var application = await StartAsync(
            builder => builder.Configuration.AddInMemoryCollection([new("Logging:LogLevel:Default", "Trace"), new("Logging:LogLevel:Microsoft.AspNetCore", "Trace")]),
            ("APPLICATION__LOG_LEVEL", setting));
        string[] noisy = ["MassTransit", "MassTransit.Bus", "Microsoft.Hosting.Lifetime", "Microsoft.Extensions.Http", "System.Net.Http.HttpClient.port"];

        foreach (var (category, least) in noisy.Select(category => (category, theirs)).Append(("Pipeline.Test", ours)))
        {
            var logger = application.Services.GetRequiredService<ILoggerFactory>().CreateLogger(category);
            Assert.True(logger.IsEnabled(least), $"{category} at {least}");
            Assert.False(logger.IsEnabled(least - 1), $"{category} at {least - 1}");
        }
    }

    [Fact]
    public async Task Start_WarningsOfTheSettings_AreLogged()
    {
        await using var application = await StartAsync(_ => { }, ("OCEAN__PORT__CLIENTID", "x"));

        var (_, error) = await application.StopAsync();

        Assert.Contains("OCEAN__PORT__CLIENTID is not a known setting and is ignored. Perhaps OCEAN__PORT__CLIENT_ID is meant.", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Log_Providers_AreTheConsoleAlone()
    {
        await using var application = await StartAsync(_ => { });

        // Any other would write what only our formatter redacts.
        Assert.Equal(["ConsoleLoggerProvider"], application.Services.GetServices<ILoggerProvider>().Select(provider => provider.GetType().Name));
    }

    [Fact]
    public async Task Log_Secrets_NeverReachTheConsole()
    {
        await using var application = await StartAsync(
            _ => { }, ("APPLICATION__LOG_LEVEL", "TRACE"), ("OCEAN__PORT__CLIENT_SECRET", "canary/secret+1"), ("AWS_SECRET_ACCESS_KEY", "canary-of-aws"),
            ("OCEAN__INTEGRATION", """{"config":"{\"live_events_api_key\":\"canary-of-events\"}"}"""));
        var settings = application.Services.GetRequiredService<PipelineSettings>();
        foreach (var secret in settings.Secrets)
        {
            Log(application, $"Pipeline.{secret.Reveal()}");
            Log(application, Uri.EscapeDataString(secret.Reveal()));
        }

        Log(application, settings.ToString());
        var (_, error) = await application.StopAsync();

        Assert.Contains("[REDACTED]", error, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AddServiceDefaults_HostWithoutAWebServer_Starts()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.AddServiceDefaults(TestVariables.Read());
        using var host = builder.Build();

        await host.StartAsync(TestContext.Current.CancellationToken);
        await host.StopAsync(TestContext.Current.CancellationToken);

        Assert.NotNull(host.Services.GetRequiredService<PipelineSettings>());
    }

    private static void Log(RunningApplication application, string category)
    {
        var logger = application.Services.GetRequiredService<ILoggerFactory>().CreateLogger(category);
        var fault = new InvalidOperationException(category);
        foreach (var level in Enum.GetValues<LogLevel>().Where(level => level != LogLevel.None))
        {
            Entry(logger, level, level, category, fault);
        }
    }

    private static Task<RunningApplication> StartAsync(
        Action<WebApplicationBuilder> configure, params IEnumerable<(string Name, string? Value)> variables) =>
        RunningApplication.StartAsync(
            TestVariables.Read(variables.Prepend(("APPLICATION__PORT", "0"))), configure, TestContext.Current.CancellationToken);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Any, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [LoggerMessage(EventId = 1, Message = "{Name} of {Category}")]
    private static partial void Entry(ILogger logger, LogLevel level, LogLevel name, string category, Exception exception);
}
