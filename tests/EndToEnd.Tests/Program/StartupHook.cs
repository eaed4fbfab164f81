using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

/// <summary>
/// Runs in the program, not in the tests, when DOTNET_STARTUP_HOOKS names this assembly: adds a background loop that fails, as
/// no real one can be made to from outside. The runtime finds the class by this name, outside of any namespace.
/// </summary>
#pragma warning disable CA1050, MA0047, RCS1110 // The runtime asks for it.
internal static class StartupHook
#pragma warning restore CA1050, MA0047, RCS1110
{
    public static void Initialize() => DiagnosticListener.AllListeners.Subscribe(new Sources());

    private static void Add(IHostBuilder builder) =>
        builder.ConfigureServices(services => services.AddHostedService<FailingLoop>());

    private sealed class Sources : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
    {
        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == "Microsoft.Extensions.Hosting")
            {
                value.Subscribe(this);
            }
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value is { Key: "HostBuilding", Value: IHostBuilder builder })
            {
                Add(builder);
            }
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }
    }

    private sealed class FailingLoop(IHostApplicationLifetime lifetime) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            var started = new TaskCompletionSource();
            await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
            await started.Task.WaitAsync(stoppingToken);
            throw new InvalidOperationException("This loop fails.");
        }
    }
}
