namespace Pipeline.Ledger.Runs.State;

/// <summary>Sets of small numbers, a bit for each.</summary>
internal static class Bits
{
    public static byte[] Of(int count) => new byte[(count + 7) / 8];

    public static bool Has(this byte[] bits, int number) => number / 8 < bits.Length && (bits[number / 8] & (1 << (number % 8))) != 0;

    /// <summary>Sets a bit; false when it was set.</summary>
    public static bool TrySet(this byte[] bits, int number)
    {
        var was = bits.Has(number);
        bits[number / 8] |= (byte)(1 << (number % 8));
        return !was;
    }

    /// <summary>Whether the bits of the first so many numbers are all set.</summary>
    public static bool HasAll(this byte[] bits, int count) => Enumerable.Range(0, count).All(bits.Has);

    /// <summary>Whether every bit that is set in another is set in it too.</summary>
    public static bool Includes(this byte[] bits, byte[] others) =>
        !others.Where((other, index) => (other & ~(index < bits.Length ? bits[index] : 0)) != 0).Any();
}
