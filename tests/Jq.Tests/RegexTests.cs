namespace Pipeline.Jq.Tests;

public sealed class RegexTests
{
    [Theory]
    [InlineData("(?<y>\\\\d{4})-(?<m>\\\\d\\\\d)", "2024-05", "[\"2024-05\"]")]
    [InlineData("(a)\\\\1", "aab", "[\"aa\"]")]
    [InlineData("(?<p>\\\\((?:[^()]|\\\\g<p>)*\\\\))", "x(a(b)c)y", "[\"(a(b)c)\"]")]
    [InlineData("(?>a+)ab", "aaab", "[]")]
    [InlineData("(?<=a)b", "ab", "[\"b\"]")]
    [InlineData("(?i)straße", "STRASSE", "[\"STRASSE\"]")]
    [InlineData("a\\\\Kb", "ab", "[\"b\"]")]
    [InlineData("(?~ab)", "xxabxx", "[\"xxa\",\"bxx\",\"\"]")]
    [InlineData("(x)?(?(1)a|b)", "xab", "[\"xa\",\"b\"]")]
    [InlineData("[[:alpha:]&&]+", "a&b", "[\"a&b\"]")]
    [InlineData(".", "😀", "[\"😀\"]")]
    [InlineData("^b", "a\\nb", "[]")]
    [InlineData("(?m)^b$", "a\\nb", "[\"b\"]")]
    [InlineData("a{9,12}", "aaaaaaaaaaaaaa", "[\"aaaaaaaaaaaa\"]")]
    public void Match_OnigurumasSyntax_FindsWhatOnigurumaFinds(string pattern, string text, string expected) =>
        Assert.Equal(expected, Jq.Run($"[match(\"{pattern}\"; \"g\").string]", $"\"{text}\""));

    [Theory]
    [InlineData("(", "end pattern with unmatched parenthesis")]
    [InlineData(")", "unmatched close parenthesis")]
    [InlineData("[a", "premature end of char-class")]
    [InlineData("*a", "target of repeat operator is not specified")]
    [InlineData("^*", "target of repeat operator is invalid")]
    [InlineData("(?<1>a)", "invalid group name <1>")]
    [InlineData("\\\\k<n>", "undefined name <n> reference")]
    [InlineData("(?<n>\\\\g<n>)", "never ending recursion")]
    [InlineData("[[:nope:]]", "invalid POSIX bracket type")]
    [InlineData("\\\\p{Nope}", "invalid character property name {Nope}")]
    [InlineData("(?<=a|bc)d", "invalid pattern in look-behind")]
    [InlineData("(?i)(?<=[aß])d", "invalid pattern in look-behind")]
    public void Test_FaultyPattern_SaysOnigurumasWords(string pattern, string problem) =>
        Assert.Equal($"!Regex failure: {problem}", Jq.Run($"test(\"{pattern}\")", "\"a\""));

    [Fact]
    public void Test_CatastrophicPattern_EndsAtTheSameStepEveryTime()
    {
        const string Program = "\"a\" * 30 + \"b\" | test(\"^(a|aa)+$\")";
        var first = Jq.Run(Program, budget: JqBudget.Mapping with { Steps = 20_000 });

        Assert.Equal("!jq budget exceeded: steps (limit 20000 steps)", first);
        Assert.Equal(first, Jq.Run(Program, budget: JqBudget.Mapping with { Steps = 20_000 }));
    }

    [Theory]
    [InlineData("[split(\"(?<=\\\\K..)b\"; null)]", "xxbbb", "[[\"\",\"\",\"\",\"\"]]")]
    [InlineData("gsub(\"(?<=\\\\K..)b\"; \"-\")", "xxbbb", "\"---\"")]
    [InlineData("[splits(\"(?<=\\\\K..)b\")]", "xxbbb", "[\"\",\"\",\"\",\"\"]")]
    public void Split_MatchThatBeginsBeforeTheEndOfTheLast_HasNothingBetweenThem(string program, string text, string expected) =>
        Assert.Equal(expected, Jq.Run(program, $"\"{text}\""));

    [Theory]
    [InlineData("[scan(\"[\\\\w-]\"; \"gil\")]", "Straße", "[\"St\",\"ß\",\"e\"]")]
    [InlineData("[scan(\",{2}|[\\\\w-]\\\\p{L}\"; \"gil\")]", "Straße2015-03-05T23:51:47Z", "[\"Str\",\"aß\",\"5T\",\"7Z\"]")]
    public void Scan_ClassWithoutRegardToCase_HoldsTheLettersThatItsMembersStandFor(string program, string text, string expected) =>
        Assert.Equal(expected, Jq.Run(program, $"\"{text}\""));

    [Fact]
    public void Match_LongestFlag_TakesTheLongestWhereverItIs() =>
        Assert.Equal("\"bcd\"", Jq.Run("match(\"a|b|bcd\"; \"l\").string", "\"abcd\""));
}
