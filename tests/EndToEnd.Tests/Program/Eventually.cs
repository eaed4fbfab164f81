using System.Diagnostics;

namespace Pipeline.EndToEnd.Tests.Program;

/// <summary>Waits for a condition, with a deadline.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    public static async Task TrueAsync(Func<Task<bool>> condition, Func<string> otherwise)
    {
        var clock = Stopwatch.StartNew();
        using var timer = new PeriodicTimer(Interval);
        while (!await condition())
        {
            Assert.True(clock.Elapsed < Deadline, otherwise());
            await timer.WaitForNextTickAsync();
        }
    }
}
