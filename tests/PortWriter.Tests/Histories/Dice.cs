namespace Pipeline.PortWriter.Tests.Histories;

/// <summary>Chance from a seed, for many threads.</summary>
internal sealed class Dice(int seed)
{
    private readonly Lock _lock = new();
    private readonly Random _random = new(seed);

    public int Roll(int sides)
    {
        lock (_lock)
        {
            return _random.Next(sides);
        }
    }

    public bool Hits(int percent) => Roll(100) < percent;

    /// <summary>Lets others go first, for a while that differs.</summary>
    public async Task PauseAsync()
    {
        for (var turns = Roll(4); turns > 0; turns--)
        {
            await Task.Yield();
        }
    }
}
