using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;

namespace Pipeline.PortWriter.Tests.Faults;

/// <summary>Lets a fake clock run.</summary>
internal static class Clock
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(5);

    /// <summary>Advances in steps until a condition holds. Between steps real work gets its turn.</summary>
    public static async Task RunUntilAsync(this FakeTimeProvider time, Func<bool> condition, Func<TimeSpan> step)
    {
        var started = Stopwatch.GetTimestamp();
        using var turn = new PeriodicTimer(Turn);
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < Deadline, $"The condition did not come true by {time.GetUtcNow():T} of the fake clock.");
            await turn.WaitForNextTickAsync();
            time.Advance(step());
        }
    }
}
