using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Pipeline.ServiceDefaults.Health;

/// <summary>
/// The background loops of the process. Each is made to outlive whatever happens, so one that has ended before the process
/// does is broken for good, and only a restart mends it: the host stops when one fails, and the process is to say so.
/// </summary>
public sealed class BackgroundLoops : IHostedLifecycleService
{
    private readonly IServiceProvider _services;
    private IReadOnlyList<string>? _endedAtStop;
    private volatile bool _failed;

    internal BackgroundLoops(IServiceProvider services) => _services = services;

    /// <summary>Whether one failed before the host was told to stop, or is why it stops.</summary>
    public bool Failed => _failed;

    /// <summary>The names of those that ended before the host began to stop, each with the reason.</summary>
    internal IReadOnlyList<string> Ended => Volatile.Read(ref _endedAtStop) ?? [.. All().Where(loop => loop.ExecuteTask is { IsCompleted: true }).Select(Describe)];

    // Before the first of them is told to stop: from then on one that has ended is as it should be.
    Task IHostedLifecycleService.StoppingAsync(CancellationToken cancellationToken)
    {
        _failed = All().Any(loop => loop.ExecuteTask is { IsCompleted: true, IsCompletedSuccessfully: false });
        Volatile.Write(ref _endedAtStop, Ended);
        return Task.CompletedTask;
    }

    Task IHostedService.StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    Task IHostedService.StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    Task IHostedLifecycleService.StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    Task IHostedLifecycleService.StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    Task IHostedLifecycleService.StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static string Describe(BackgroundService loop) =>
        $"{loop.GetType().Name} ({loop.ExecuteTask!.Exception?.InnerException?.Message ?? "it ended"})";

    private IEnumerable<BackgroundService> All() => _services.GetServices<IHostedService>().OfType<BackgroundService>();
}
