namespace Pipeline.Jq.Tests;

/// <summary>What mappings are made of, and what jq's own suite leaves out.</summary>
public sealed class LanguageTests
{
    private const string Resource = """
        {"Identifier":"i-1","Properties":{"Arn":"arn:aws:ec2:eu-west-1:123456789012:instance/i-1","Tags":[{"Key":"Name","Value":"web"},{"Key":"Team","Value":"a b"}],"Size":null}}
        """;

    [Theory]
    [InlineData(".Properties.Tags | map({(.Key): .Value}) | add", """{"Name":"web","Team":"a b"}""")]
    [InlineData(".Properties.Tags | from_entries", """{"Name":"web","Team":"a b"}""")]
    [InlineData(".Properties.Tags[]? | select(.Key == \"Name\") | .Value", "\"web\"")]
    [InlineData(".Properties.Missing[]?", "")]
    [InlineData(".Properties.Missing // \"none\"", "\"none\"")]
    [InlineData(".Properties.Arn | split(\":\") | .[3:5] | join(\"/\")", "\"eu-west-1/123456789012\"")]
    [InlineData(".Properties.Arn | capture(\"arn:(?<p>[^:]+):(?<s>[^:]+)\").s", "\"ec2\"")]
    [InlineData(".Properties.Size | if . == null then empty else . end", "")]
    [InlineData("\"https://console/\\(.Identifier | @uri)?q=\\(.Properties.Tags[1].Value | @uri)\"", "\"https://console/i-1?q=a%20b\"")]
    [InlineData(".Properties.Size | test(\"x\")", "!null (null) cannot be matched, as it is not a string")]
    [InlineData("del(.Properties.Tags, .Properties.Arn)", """{"Identifier":"i-1","Properties":{"Size":null}}""")]
    [InlineData("[.Properties | to_entries[] | select(.value == null).key]", "[\"Size\"]")]
    [InlineData(".Identifier as $id | .Properties.Tags | map(\"\\($id)-\\(.Key)\")", "[\"i-1-Name\",\"i-1-Team\"]")]
    public void Run_ExpressionOfAMapping_GivesTheProperty(string program, string expected) => Assert.Equal(expected, Jq.Run(program, Resource));

    [Theory]
    [InlineData("\"abc\"", "[.a.b?]", "!Cannot index string with string (\"a\")")]
    [InlineData("\"abc\"", "[(.a.b)?]", "[]")]
    [InlineData("null", "error(\"x\") // 1", "!x")]
    [InlineData("[1,[2]]", "[.. | numbers]", "[1,2]")]
    [InlineData("null", "[.[]?, (1, 2)] | @csv", "\"1,2\"")]
    [InlineData("5", "[limit(3; range(.))], [skip(3; range(.))], first(range(.)), [last(empty)]", "[0,1,2] [3,4] 0 []")]
    [InlineData("{\"a\":[3,1,2]}", ".a |= sort | .a[1:] = [9] | .b += 1 | .c //= 7", """{"a":[1,9],"b":1,"c":7}""")]
    [InlineData("[3,[1,2]]", "[tostream] | fromstream(.[])", "[3,[1,2]]")]
    [InlineData("1425599507.25", "todate, (gmtime | mktime), strftime(\"%A %j %U %V %e\")", "\"2015-03-05T23:51:47Z\" 1425599507 \"Thursday 064 09 10  5\"")]
    [InlineData("\"10 March 2020\"", "strptime(\"%d %B %Y\") | mktime", "1583798400")]
    [InlineData("0", "dateadd(\"seconds\"; 10), datesub(\"seconds\"; 10)", "10 -10")]
    [InlineData("65", "[.] | implode, (.[0] | ascii), toarray", "\"A\" \"A\" [65]")]
    [InlineData("\"jq\"", "@base32, (@base32 | @base32d), @base64, (@base64 | @base64d)", "\"NJYQ====\" \"jq\" \"anE=\" \"jq\"")]
    [InlineData("10", "frexp, ldexp(0.5; 3), significand, logb, gamma", "[0.625,4] 4 1.25 3 12.801827480081469")]
    [InlineData("[1,2]", "(.[0], .[1]) as $x | $x * 2", "2 4")]
    [InlineData("[[1,2],[3,4]]", "[combinations]", "[[1,3],[1,4],[2,3],[2,4]]")]
    [InlineData("\"x😀y\"", "length, .[1:2], explode, [match(\".\"; \"g\").offset], gsub(\"[^x]\"; \"-\")", "3 \"😀\" [120,128512,121] [0,1,2] \"x--\"")]
    public void Run_Language_GivesWhatJqGives(string input, string program, string expected) => Assert.Equal(expected, Jq.Run(program, input));

    [Theory]
    [InlineData("\"aab\" | [match(\"a++b\").string]", "[\"aab\"]")]
    [InlineData("\"o.b\" | test(\"\\\\Qo.b\\\\E\")", "true")]
    [InlineData("\"xx\" | test(\"(?<c>x)\\\\k<c>\")", "true")]
    [InlineData("\"a1\" | [scan(\"[[:alpha:]]\")], [scan(\"[[:^alpha:]]\")], [scan(\"[^[:^alpha:]]\")]", "[\"a\"] [\"1\"] [\"a\"]")]
    [InlineData("\"aaa\" | [match(\"a*?\"; \"l\").string], [match(\"a|aa\"; \"l\").string]", "[\"aaa\"] [\"aa\"]")]
    [InlineData("\"ab\" | [match(\"(b)|(?<n>a)\"; \"g\").captures | map(.name, .string)]", "[[null,null,\"n\",\"a\"],[null,\"b\",\"n\",null]]")]
    [InlineData("\"a # b\" | test(\"a \\\\# # comment\\n\"; \"x\")", "false")]
    [InlineData("\"x\" | test(\"(\")", "!Regex failure: end pattern with unmatched parenthesis")]
    [InlineData("\"x\" | test(\"x\"; \"q\")", "!q is not a valid modifier string")]
    public void Run_RegularExpression_FollowsOniguruma(string program, string expected) => Assert.Equal(expected, Jq.Run(program));
}
