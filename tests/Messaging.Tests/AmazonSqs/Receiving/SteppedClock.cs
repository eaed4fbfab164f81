using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace Pipeline.Messaging.Tests.AmazonSqs.Receiving;

/// <summary>A clock that goes from one wait to the next, and stands still while what it woke is at work.</summary>
internal sealed class SteppedClock : FakeTimeProvider
{
    private readonly Channel<TimeSpan> _waits = Channel.CreateUnbounded<TimeSpan>();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _waits.Writer.TryWrite(dueTime);
        return timer;
    }

    /// <summary>Waits until somebody waits, and lets that time pass.</summary>
    public async Task StepAsync() =>
        Advance(await _waits.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System));
}
