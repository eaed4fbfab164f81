namespace Pipeline.Jq.Regexes.Characters;

/// <summary>A set of code points.</summary>
internal abstract partial class CharacterSet
{
    public static CharacterSet All { get; } = new Test(static _ => true);

    public static CharacterSet NotLineEnd { get; } = new Test(static point => point != '\n');

    public static CharacterSet LineEnds { get; } = new Test(static point => point is (>= 0x0A and <= 0x0D) or 0x85 or 0x2028 or 0x2029);

    public abstract bool Contains(int codePoint);

    public CharacterSet Complement() => new Test(point => !Contains(point));

    /// <summary>The set of <c>\w \W \s \S \d \D</c>; null for other letters.</summary>
    public static CharacterSet? Shorthand(char letter) => letter switch
    {
        'w' => Words,
        'W' => NotWords,
        _ => ShorthandInClass(letter),
    };

    /// <summary>The same inside of brackets, where Oniguruma counts fewer of Latin-1's signs as parts of words.</summary>
    public static CharacterSet? ShorthandInClass(char letter) => letter switch
    {
        'w' => ClassWords,
        'W' => NotClassWords,
        's' => Spaces,
        'S' => NotSpaces,
        'd' => Digits,
        'D' => NotDigits,
        _ => null,
    };

    /// <summary>Whether the code point is part of a word.</summary>
    public static bool IsWord(int codePoint) => CharacterProperties.IsWord(codePoint) || codePoint is 0xB2 or 0xB3 or 0xB9 or 0xBC or 0xBD or 0xBE;

    private static readonly CharacterSet Words = new Test(IsWord);
    private static readonly CharacterSet NotWords = Words.Complement();
    private static readonly CharacterSet ClassWords = new Test(CharacterProperties.IsWord);
    private static readonly CharacterSet NotClassWords = ClassWords.Complement();
    private static readonly CharacterSet Spaces = new Test(CharacterProperties.IsSpace);
    private static readonly CharacterSet NotSpaces = Spaces.Complement();
    private static readonly CharacterSet Digits = new Test(CharacterProperties.IsDigit);
    private static readonly CharacterSet NotDigits = Digits.Complement();

    /// <summary>The set that a test accepts.</summary>
    public static CharacterSet Of(Func<int, bool> test) => new Test(test);

    private sealed class Test(Func<int, bool> test) : CharacterSet
    {
        public override bool Contains(int codePoint) => test(codePoint);
    }
}
