namespace Pipeline.Simulator.Organisation;

/// <summary>
/// A bijection of 64-bit numbers that looks random. AWS identifiers are made with it, so that the resource behind
/// an identifier is computed instead of looked up: nothing is kept in memory however many resources there are.
/// </summary>
internal static class Scramble
{
    private const ulong First = 0xBF58476D1CE4E5B9;
    private const ulong Second = 0x94D049BB133111EB;
    private static readonly ulong FirstInverse = InverseOf(First);
    private static readonly ulong SecondInverse = InverseOf(Second);

    public static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * First;
        value = (value ^ (value >> 27)) * Second;
        return value ^ (value >> 31);
    }

    public static ulong Unmix(ulong value)
    {
        value = UndoShift(value, 31) * SecondInverse;
        value = UndoShift(value, 27) * FirstInverse;
        return UndoShift(value, 30);
    }

    /// <summary>FNV-1a over the characters: stable where <see cref="string.GetHashCode()"/> differs per process.</summary>
    public static ulong Hash(ReadOnlySpan<char> text, ulong seed = 0)
    {
        var hash = 0xCBF29CE484222325 ^ Mix(seed);
        foreach (var character in text)
        {
            hash = (hash ^ character) * 0x100000001B3;
        }

        return Mix(hash);
    }

    private static ulong UndoShift(ulong value, int shift)
    {
        var result = value;
        for (var known = shift; known < 64; known += shift)
        {
            result = value ^ (result >> shift);
        }

        return result;
    }

    private static ulong InverseOf(ulong odd)
    {
        // Newton's iteration doubles the number of correct low bits each time; an odd number starts with 3.
        var inverse = odd;
        for (var i = 0; i < 5; i++)
        {
            inverse *= 2 - (odd * inverse);
        }

        return inverse;
    }
}
