using Pipeline.Mapper.Compilation;

namespace Pipeline.Mapper.Tests;

public sealed class QuoteRuleTests
{
    [Theory]
    [InlineData("'abc' + .x", "\"abc\" + .x")]
    [InlineData(".x + 'abc'", ".x + \"abc\"")]
    [InlineData("'a b'", "\"a b\"")]
    [InlineData("if .a == 'x' then 'y' else 'z' end", "if .a == \"x\" then \"y\" else \"z\" end")]
    [InlineData("\t'a'\n", "\t\"a\"\n")]
    [InlineData("'it's'", "\"it's\"")]
    public void Apply_QuoteAtABorder_BecomesDouble(string expression, string expected) =>
        Assert.Equal(expected, QuoteRule.Apply(expression));

    [Theory]
    [InlineData("\"it's\"")]
    [InlineData("test('x')")]
    [InlineData(".a+'b'+.c")]
    [InlineData("\"a ' b\"")]
    [InlineData("\"' \"")]
    [InlineData("")]
    public void Apply_QuoteWithinText_StaysSingle(string expression) => Assert.Equal(expression, QuoteRule.Apply(expression));

    // The closing quote takes the blank that the next opening one would need: so it is where users come from, too.
    [Fact]
    public void Apply_TwoStringsOneBlankApart_OpensOnlyTheFirst() => Assert.Equal("\"a\" 'b\"", QuoteRule.Apply("'a' 'b'"));
}
