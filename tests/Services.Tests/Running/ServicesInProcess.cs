using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Hosting;
using Pipeline.ServiceDefaults;
using Pipeline.ServiceDefaults.Services;

namespace Pipeline.Services.Tests.Running;

/// <summary>Services of an installation that run in this process and share a ledger in it; all else is between processes.</summary>
internal sealed class ServicesInProcess(InstallationUnderTest installation) : IAsyncDisposable
{
    private readonly SharedLedger _ledger = new();
    private readonly List<WebApplication> _running = [];

    public async Task<Uri> StartAsync(Stage stage, params (string Name, string Value)[] variables)
    {
        var settings = SettingsReader.Read(installation.With(variables), SettingsNeeds.Service | SettingsNeeds.Port);
        var app = StageHost.Build(stage, StageHost.Listening(stage, settings), _ledger.AddTo);
        _running.Add(app);
        await app.StartAsync(TestContext.Current.CancellationToken);
        var address = app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First();
        return new Uri($"http://127.0.0.1:{new Uri(address).Port}");
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
