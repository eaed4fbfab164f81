namespace Pipeline.Simulator.Organisation;

/// <summary>
/// A stream of numbers that depends on its seed alone, on every machine and version: SplitMix64
/// (https://prng.di.unimi.it/splitmix64.c). <see cref="System.Random"/> does not promise that.
/// </summary>
internal sealed class Dice(ulong seed)
{
    private ulong state = seed;

    public ulong Next()
    {
        state += 0x9E3779B97F4A7C15;
        return Scramble.Mix(state);
    }

    public int Below(int bound) => (int)(((UInt128)Next() * (ulong)bound) >> 64);

    public int Between(int least, int most) => least + Below(most - least + 1);

    public double Share() => (Next() >> 11) * (1.0 / (1UL << 53));

    public bool Chance(double share) => Share() < share;

    public T Pick<T>(ReadOnlySpan<T> values) => values[Below(values.Length)];
}
