using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Hosting;
using Pipeline.Ingress.Runs;
using Pipeline.Ledger;
using Pipeline.ServiceDefaults;
using Pipeline.ServiceDefaults.Services;

namespace Pipeline.Services.Tests.Running;

/// <summary>Services of an installation that run in this process and share a ledger in it; all else is between processes.</summary>
internal sealed class ServicesInProcess(InstallationUnderTest installation) : IAsyncDisposable
{
    private readonly SharedLedger _ledger = new();
    private readonly List<WebApplication> _running = [];

    public Task<Uri> StartAsync(Stage stage, params (string Name, string Value)[] variables) => StartAsync(stage, new LostRunOptions(), variables);

    public async Task<Uri> StartAsync(Stage stage, LostRunOptions lost, params (string Name, string Value)[] variables)
    {
        var settings = SettingsReader.Read(installation.With(variables), SettingsNeeds.Service | SettingsNeeds.Port);
        var app = StageHost.Build(stage, StageHost.Listening(stage, settings), services =>
        {
            _ledger.AddTo(services);
            services.AddSingleton(lost);
        });
        _running.Add(app);
        await app.StartAsync(TestContext.Current.CancellationToken);
        var address = app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First();
        return new Uri($"http://127.0.0.1:{new Uri(address).Port}");
    }

    /// <summary>Waits until the latest run has ended, and as many as are expected.</summary>
    public async Task<RunSnapshot> EndedAsync(CancellationToken cancellationToken, int runs = 1)
    {
        RunSnapshot? latest = null;
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        var waited = System.Diagnostics.Stopwatch.StartNew();
        do
        {
            Assert.True(waited.Elapsed < TimeSpan.FromMinutes(5), $"The run does not end: {latest}");
            await looks.WaitForNextTickAsync(cancellationToken);
            var known = await _ledger.Runs.ListRunsAsync(cancellationToken).ToListAsync(cancellationToken);
            latest = known.Count >= runs ? await _ledger.Runs.FindRunAsync(known[0].Run.RunId, cancellationToken) : null;
        }
        while (latest is not { Outcome: not null });

        return latest;
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_running.Select(app => app.StopAsync(CancellationToken.None)));
        foreach (var app in _running)
        {
            await app.DisposeAsync();
        }

        await _ledger.DisposeAsync();
    }
}
