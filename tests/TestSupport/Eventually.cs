using System.Diagnostics;

namespace Pipeline.Tests;

/// <summary>Waits for what happens on other threads or in other processes, with a deadline.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);

    public static Task TrueAsync(Func<bool> condition) => TrueAsync(() => Task.FromResult(condition()));

    /// <param name="condition">What is waited for.</param>
    /// <param name="otherwise">What to say when it does not come.</param>
    /// <param name="within">How long; a minute unless it takes longer by its nature.</param>
    public static async Task TrueAsync(Func<Task<bool>> condition, Func<string>? otherwise = null, TimeSpan? within = null)
    {
        var waited = Stopwatch.StartNew();
        using var pause = new PeriodicTimer(Interval);
        while (!await condition())
        {
            Assert.True(waited.Elapsed < (within ?? Deadline), otherwise?.Invoke() ?? "The condition did not become true in time.");
            await pause.WaitForNextTickAsync();
        }
    }
}
