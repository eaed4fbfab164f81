namespace Pipeline.Simulator.Changes.Delivery;

/// <summary>How sending an event went.</summary>
/// <param name="Taken">The target has it.</param>
/// <param name="Again">The target does not have it and may take it later.</param>
/// <param name="After">How long it asks to be left alone; null when it does not say.</param>
internal readonly record struct Attempt(bool Taken, bool Again, TimeSpan? After)
{
    public static Attempt Success { get; } = new(true, false, null);

    public static Attempt Refused { get; } = new(false, false, null);

    public static Attempt Later(TimeSpan? after) => new(false, true, after);
}
