namespace Pipeline.PortWriter.Checking;

/// <summary>What was found of one kind in one blueprint.</summary>
/// <param name="Count">How many entities.</param>
/// <param name="First">The first of them, at most <see cref="Listed"/>.</param>
public sealed record Differences(long Count, IReadOnlyList<Difference> First)
{
    /// <summary>How many are named: enough to see what they have in common. All are counted.</summary>
    public const int Listed = 20;
}
