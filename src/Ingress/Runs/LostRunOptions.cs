namespace Pipeline.Ingress.Runs;

/// <summary>When a run that waits is taken for one that waits in vain.</summary>
public sealed record LostRunOptions
{
    /// <summary>Time between two looks.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// For how long a run may have ended and the queue of runs not know it. The word takes seconds; what comes twice does no
    /// harm. It is said again every <see cref="Quiet"/>, as whoever fails at it leaves a dead letter each time.
    /// </summary>
    public TimeSpan Unheard { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// For how long no look may find anything of it under way. SQS counts approximately, and is right within a minute; this is
    /// also how long a scope may go without progress.
    /// </summary>
    public TimeSpan Quiet { get; init; } = TimeSpan.FromMinutes(15);
}
