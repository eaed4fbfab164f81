using Microsoft.Extensions.Hosting;

namespace Pipeline.Hosting;

/// <summary>For what must not run before the host does: until the bus has its queues, what is sent goes nowhere.</summary>
public static class HostStart
{
    /// <summary>Waits until the host has started.</summary>
    /// <exception cref="OperationCanceledException">The host stops before it has started.</exception>
    public static async Task StartedAsync(this IHostApplicationLifetime lifetime, CancellationToken cancellationToken)
    {
        var started = new TaskCompletionSource();
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(cancellationToken);
    }
}
