namespace Pipeline.Standalone.Commands;

/// <summary>What happens when somebody ends the process.</summary>
internal static class Interruption
{
    /// <summary>How long a command may take to end before it is ended: a little more than the 25 s a host may drain for.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(27);

    /// <summary>
    /// Ends a watched run at once. Nothing of it is stored, and what the stages would say about being stopped is no news
    /// to whoever stopped them.
    /// </summary>
    public static int Exit()
    {
        Console.Error.WriteLine("Interrupted. What was written so far is at Port; the next run completes it.");
        Environment.Exit(ExitCodes.Interrupted);
        return ExitCodes.Interrupted;
    }

    /// <summary>Waits until the process is to end.</summary>
    public static async Task WaitAsync(CancellationToken cancellationToken)
    {
        var ended = new TaskCompletionSource();
        await using var registration = cancellationToken.Register(() => ended.TrySetResult());
        await ended.Task;
    }
}
