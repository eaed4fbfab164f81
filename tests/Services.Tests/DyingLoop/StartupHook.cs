using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

/// <summary>
/// Gives the process that <c>DOTNET_STARTUP_HOOKS</c> names this assembly to one more background loop, which dies: those of
/// the services outlive whatever a test can do to them from outside. The name and the missing namespace are .NET's.
/// </summary>
internal static class StartupHook
{
    public const string Reason = "this loop was made to die";

    public static void Initialize() => DiagnosticListener.AllListeners.Subscribe(new Each<DiagnosticListener>(listener =>
    {
        if (listener.Name == "Microsoft.Extensions.Hosting")
        {
            listener.Subscribe(new Each<KeyValuePair<string, object?>>(written =>
            {
                if (written is { Key: "HostBuilding", Value: IHostBuilder builder })
                {
                    builder.ConfigureServices(services => services.AddHostedService<DyingLoop>());
                }
            }));
        }
    }));

    private sealed class DyingLoop(IHostApplicationLifetime lifetime) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            var started = new TaskCompletionSource();
            await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
            await started.Task;
            throw new InvalidOperationException(Reason);
        }
    }

    private sealed class Each<T>(Action<T> act) : IObserver<T>
    {
        public void OnNext(T value) => act(value);

        public void OnError(Exception error)
        {
        }

        public void OnCompleted()
        {
        }
    }
}
