namespace Pipeline.Jq.Fuzz.Generation;

/// <summary>SplitMix64: the same numbers for a seed on every machine and in every version of .NET.</summary>
internal sealed class Dice(ulong seed)
{
    // Mixed first: seeds that follow one another would give one sequence, shifted.
    private ulong _state = Mix(seed * 0xD1342543DE82EF95);

    public ulong Next() => Mix(_state += 0x9E3779B97F4A7C15);

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>A number from 0 to below the bound.</summary>
    public int Below(int bound) => (int)(Next() % (ulong)bound);

    public bool Chance(double probability) => Next() >> 11 < probability * (1L << 53);

    public T Pick<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    public char Pick(string letters) => letters[Below(letters.Length)];
}
