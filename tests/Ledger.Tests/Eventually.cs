using System.Diagnostics;

namespace Pipeline.Ledger.Tests;

/// <summary>Waits for what happens on other threads.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task TrueAsync(Func<bool> condition)
    {
        var waited = Stopwatch.StartNew();
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!condition())
        {
            Assert.True(waited.Elapsed < Patience, "The condition did not become true in time.");
            await pause.WaitForNextTickAsync();
        }
    }
}
