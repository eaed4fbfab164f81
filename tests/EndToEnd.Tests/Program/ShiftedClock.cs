namespace Pipeline.EndToEnd.Tests.Program;

/// <summary>The machine's clock, set back or forth.</summary>
internal sealed class ShiftedClock : TimeProvider
{
    private long _shift;

    /// <summary>How far it is ahead.</summary>
    public TimeSpan Shift
    {
        get => TimeSpan.FromTicks(Interlocked.Read(ref _shift));
        set => Interlocked.Exchange(ref _shift, value.Ticks);
    }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Shift;
}
