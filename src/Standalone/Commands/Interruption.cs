namespace Pipeline.Standalone.Commands;

/// <summary>Waits until somebody ends the process.</summary>
internal static class Interruption
{
    public static async Task WaitAsync(CancellationToken cancellationToken)
    {
        var ended = new TaskCompletionSource();
        await using var registration = cancellationToken.Register(() => ended.TrySetResult());
        await ended.Task;
    }
}
