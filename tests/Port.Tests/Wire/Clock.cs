using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;

namespace Pipeline.Port.Tests;

/// <summary>Lets a fake clock run while something is awaited.</summary>
internal static class Clock
{
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(60);

    /// <summary>Advances in steps until the task ends. Between steps real work gets its turn.</summary>
    public static async Task<T> RunAsync<T>(this FakeTimeProvider time, Task<T> task, TimeSpan? step = null)
    {
        await time.RunUntilAsync(() => task.IsCompleted, step);
        return await task;
    }

    public static async Task RunAsync(this FakeTimeProvider time, Task task, TimeSpan? step = null)
    {
        await time.RunUntilAsync(() => task.IsCompleted, step);
        await task;
    }

    public static async Task RunUntilAsync(this FakeTimeProvider time, Func<bool> condition, TimeSpan? step = null)
    {
        var started = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < s_deadline, "The condition did not come true in time.");
            await Task.Delay(1);
            time.Advance(step ?? TimeSpan.FromMilliseconds(250));
        }
    }

    /// <summary>Waits in real time.</summary>
    public static async Task EventuallyAsync(Func<bool> condition)
    {
        var started = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < s_deadline, "The condition did not come true in time.");
            await Task.Delay(1);
        }
    }
}
