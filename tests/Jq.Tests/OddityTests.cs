namespace Pipeline.Jq.Tests;

/// <summary>What the comparison with jq 1.8.2 has shown; each output is jq's own.</summary>
public sealed class OddityTests
{
    [Theory]
    [InlineData("[first([1] as [$a] ?// $a | $a)]", "[1,[1]]")]
    [InlineData("[limit(1; [1] as [$a] ?// $a | $a)], [limit(3; [1] as [$a] ?// $a | $a, $a)]", "[1,[1]] [1,1]")]
    [InlineData("[label $f | [1] as [$a] ?// $a | $a, break $f, 3]", "[1,[1]]")]
    [InlineData("[isempty([1] as [$a] ?// $a | $a)], [any([0] as [$a] ?// $a | $a; . == 0)]", "[false,false] [true,false]")]
    [InlineData("[nth(1; [1] as [$a] ?// $a | $a, 5)], [last([1] as [$a] ?// $a | $a)]", "[5,[1]] [1]")]
    [InlineData("[[1],2] | map_values(. as [$a] ?// $a | $a)", "!Paths must be specified as an array")]
    [InlineData("[[1],2] | .[0] |= (. as [$a] ?// $a | $a | numbers)", "null")]
    [InlineData("[[1],[2]] | (.[0], .[1]) |= (. as [$a] ?// $a | empty)", "[]")]
    public void Run_BreakOutOfAlternatives_GoesOnWithTheNext(string program, string expected) => Assert.Equal(expected, Jq.Run(program));

    [Fact]
    public void TryFirst_Alternatives_StopsAtTheFirstOutput()
    {
        Assert.True(JqProgram.Compile("[1] as [$a] ?// $a | $a, error(\"later\")").TryFirst(JqValue.Null, JqBudget.Mapping, out var value, out _));
        Assert.Equal(JqValue.FromNumber(1), value);
    }

    [Theory]
    [InlineData("[1,[2]] as [$v,[$v]] | $v", "2")]
    [InlineData("{\"a\":1,\"b\":2} as {a: $x, b: $x} | $x", "1")]
    [InlineData("\"q\" as $a | {\"a\":\"b\",\"b\":1,\"q\":7} as {a: $a, ($a): $z} | [$a, $z]", "[\"b\",7]")]
    [InlineData("{\"a\":\"b\",\"b\":1} as [$a] ?// {a: $a, ($a): $z} | [$a, $z]", "[\"b\",1]")]
    public void Run_NameTwiceInAPattern_IsTheFirstThatIsBound(string program, string expected) => Assert.Equal(expected, Jq.Run(program));

    [Theory]
    [InlineData("\"abc\" | [match(\"(?=(a)(b))\").captures[].string]", "[\"\",\"\"]")]
    [InlineData("\"xab\" | capture(\"(?=x(?<n>a))\")", "{\"n\":\"\"}")]
    [InlineData("\"ba\" | [match(\"(b??){2}a\").captures[0].offset]", "[1]")]
    [InlineData("\"ba\" | [match(\"(b??)(b??)a\").captures[].length]", "[0,1]")]
    [InlineData("\"a\" | [match(\"(?x:^)+\").length]", "[0]")]
    [InlineData("\"a\" | test(\"(?:^)+\")", "!Regex failure: target of repeat operator is invalid")]
    [InlineData("\"xc\" | [match(\"(?<=(?-i)|c)\"; \"g\").offset]", "[0,1,2]")]
    public void Run_RegularExpression_IsAsOddAsOniguruma(string program, string expected) => Assert.Equal(expected, Jq.Run(program));

    [Theory]
    [InlineData("delpaths([[null, {}], [{}, {}]])", "{\"c\":1}", "!Cannot index object with null (null)")]
    [InlineData("[path(del(.value?))]", "{\"name\":1}", "!Invalid path expression with result {\"name\":1}")]
    [InlineData("del(.a[0, 2], .a[1:], .b)", "{\"a\":[1,2,3],\"b\":1}", "{\"a\":[]}")]
    [InlineData("setpath([9223372036854775808, null]; 1)", "[1]", "!Array index too large")]
    [InlineData("setpath([[0], null]; 1)", "[1]", "!Cannot update field at array index of array")]
    [InlineData("path([.a | tojson | .b])", "null", "!Invalid path expression near attempt to access element \"b\" of \"null\"")]
    [InlineData("(isempty(.) | .. | strings) |= empty", "1", "!Invalid path expression near attempt to iterate through false")]
    [InlineData("contains(true)", "false", "!boolean (false) and boolean (true) cannot have their containment checked")]
    [InlineData("bsearch(nan)", "[null,1]", "-2")]
    [InlineData("path(.) | del([.[]])", "0", "!Invalid path expression with result []")]
    [InlineData("[limit(.; 5)]", "[1]", "!array ([1]) and number (1) cannot be subtracted")]
    [InlineData("{a: 1,}", "null", "{\"a\":1}")]
    [InlineData("strptime(\"%j\")", "\"\\u0000x\"", "!date \"\" does not match format \"%j\"")]
    [InlineData("strflocaltime(\"%F\"), strftime(\"%F\")", "[2015]", "\"2014-12-31\" \"2015-01-00\"")]
    [InlineData("strftime(\"%I %p\")", "[2015,14,5,25,61,61,0,0]", "\"13 PM\"")]
    [InlineData("reduce . as {(\"a\", \"b\"): $x} (0; . + $x)", "{\"a\":1,\"b\":2}", "3")]
    [InlineData("[foreach . as {(\"a\", \"b\"): $x} (0; . + $x; [$x, .])]", "{\"a\":1,\"b\":2}", "[[1,1],[2,3]]")]
    [InlineData("reduce .[] as [$x] ?// $x (5; if . == null then $x else error(\"z\") end)", "[[1],[2]]", "[2]")]
    [InlineData("[foreach .[] as [$x] ?// $x (5; [.]; if $x | type == \"array\" then . else error(\"z\") end)]", "[[1],[2]]", "[[[5]],[[[[5]]]]]")]
    [InlineData("path(last(.[-1:]))", "\"b\"", "!Invalid path expression with result \"b\"")]
    [InlineData("[.[] | -., -(. - .)], -(1 - 1)", "[0,-0,0.0]", "[0,-0,0,-0,0.0,-0] -0")]
    [InlineData("(\"1e-1000\" | tonumber) == 0, (\"1e-1000\" | tonumber) == 1 - 1", "null", "false true")]
    [InlineData("[1.7976931348623157e308, 1e16, 2] | map(log1p | floor)", "null", "[709,36,1]")]
    [InlineData("path(. as {a: [$x]} | $x)", "{\"a\":null}", "[\"a\",0]")]
    [InlineData("path(. as {\"a\\(\"b\")\": $x} | $x)", "{}", "[\"ab\"]")]
    [InlineData("del(. as {$a} | .b)", "{\"a\":1,\"b\":2}", "!Invalid path expression near attempt to access element \"b\" of {\"a\":1,\"b\":2}")]
    [InlineData("path(. as [$x, $y] | $y)", "[1,2]", "!Invalid path expression near attempt to access element 0 of [1,2]")]
    [InlineData("path(. as [$x] ?// $x | $x)", "null", "[0]")]
    [InlineData(".", "[0e1000000000,0e-3000000000,1e-3000000000,15e-1147483647,99e-1147483647]", "[0E+999999999,0E-1147483646,0E-1147483646,2E-1147483646,1.0E-1147483645]")]
    [InlineData(".", "[1e999999999,-1e1000000000,1e7179869184]", "[1E+999999999,-1.7976931348623157e+308,1.7976931348623157e+308]")]
    [InlineData("mktime", "[97,0,1]", "-59106067200")]
    [InlineData("mktime", "[2015,nan]", "!mktime requires parsed datetime inputs")]
    [InlineData("jn(1; .) | . * 1e11 | round", "1425599507", "2066788")]
    [InlineData("fromjson", "\"ﬀ\"", "!Malformed BOM (while parsing 'ﬀ')")]
    [InlineData("fromjson | tojson", "\"nan0\"", "\"null\"")]
    public void Run_BuiltIn_IsAsOddAsJqs(string program, string input, string expected) => Assert.Equal(expected, Jq.Run(program, input));

    [Theory]
    [InlineData(".a?//=1", "syntax error, unexpected ?//, expecting end of file")]
    [InlineData("def if: 1; 1", "syntax error, unexpected if, expecting IDENT")]
    [InlineData(". as $__loc__ | 1", "syntax error, unexpected $__loc__, expecting BINDING or '[' or '{'")]
    [InlineData(".@json", "syntax error, unexpected end of file, expecting QQSTRING_START")]
    [InlineData(".a.[1:2]", "syntax error, unexpected ':', expecting '|' or ',' or ']'")]
    [InlineData("{(1):", "syntax error, unexpected end of file")]
    [InlineData("{1.5|=}", "syntax error, unexpected LITERAL")]
    [InlineData("{a: . as $x | 1}", "syntax error, unexpected as, expecting '}'")]
    [InlineData("[.", "syntax error, unexpected end of file, expecting '|' or ',' or ']'")]
    public void Compile_FaultyProgram_SaysWhatJqSays(string program, string problem) =>
        Assert.Equal(problem, Assert.Throws<JqCompileException>(() => JqProgram.Compile(program)).Problem);
}
