using Microsoft.Extensions.Time.Testing;
using Pipeline.Contracts;

namespace Pipeline.Mapper.Tests;

public sealed class CompiledMappingTests
{
    [Fact]
    public void Compile_ValidMapping_HasNoProblems() =>
        Assert.Empty(Sample.Mapping(""" "title": "'x' + .y" """).Problems);

    [Fact]
    public void Compile_SyntaxErrors_NamesBlockKindFieldAndPosition()
    {
        var mapping = Sample.Compile(
        [
            Sample.Block("""{"identifier": ".Id", "blueprint": "'b'"}"""),
            Sample.Block("""{"identifier": ".Id", "blueprint": "'b'", "properties": {"url": ".a |\n  foo(.b"}}""", query: "tru", port: "\"itemsToParse\": \".[\""),
        ]);

        Assert.Equal(["selector.query", "port.itemsToParse", "properties.url"], mapping.Problems.Select(problem => problem.Field));
        Assert.All(mapping.Problems, problem => Assert.Equal((1, Sample.Kind), (problem.Block, problem.Kind)));
        Assert.All(mapping.Problems, problem => Assert.NotEmpty(problem.Message));
        Assert.Equal((1, 1), (mapping.Problems[0].Line, mapping.Problems[0].Column));
        Assert.Equal(2, mapping.Problems[2].Line);
    }

    [Fact]
    public void Problem_AsText_SaysAllAUserNeeds()
    {
        var problem = Assert.Single(Sample.Mapping(""" "title": "nosuch(.a)" """).Problems);

        Assert.Equal("resources[0] (AWS::Test::Thing) title: nosuch/1 is not defined at line 1, column 1 of: nosuch(.a)", problem.ToString());
    }

    [Theory]
    [InlineData(".a |", new[] { ".a |", "   ^" }, "an expression")]
    [InlineData(".a\n\t| nosuch(.b)\n| .c", new[] { ".a", "\t| nosuch(.b)", "\t  ^^^^^^", "| .c" }, null)]
    [InlineData("if .a\r\nelse 1 end", new[] { "if .a", "else 1 end", "^^^^" }, null)]
    [InlineData("{a: 1, ]", new[] { "{a: 1, ]", "       ^" }, "a key")]
    [InlineData("", new[] { "", "^" }, null)]
    [InlineData("'ab' + nope", new[] { "'ab' + nope", "       ^^^^" }, null)]
    public void Compile_ExpressionThatDoesNotCompile_IsMarkedUnderItsOwnLine(string expression, string[] marked, string? expected)
    {
        var text = System.Text.Json.JsonSerializer.Serialize(expression);

        var problem = Assert.Single(Sample.Mapping($"\"title\": {text}").Problems);

        Assert.Equal(marked, problem.MarkedLines);
        Assert.Equal(expected, problem.Expected);
    }

    [Fact]
    public void Compile_SearchAtFault_NamesTheLeaf()
    {
        var mapping = Sample.Mapping(
            """ "relations": {"r": {"combinator": "'and'", "rules": [{"combinator": "'or'", "rules": [{"property": "'p'", "operator": "'='", "value": ".["}]}]}} """);

        Assert.Equal("relations.r.rules[0].rules[0].value", Assert.Single(mapping.Problems).Field);
    }

    [Fact]
    public void Map_FieldThatDoesNotCompile_IsNullAndSaysWhy()
    {
        var page = Sample.Map(Sample.Mapping(""" "title": ".[", "properties": {"p": ".Id"} """), """{"Id": "a"}""");

        Assert.Equal(["""{"identifier":"a","blueprint":"thing","title":null,"properties":{"p":"a"}}"""], Sample.Bodies(page));
        var finding = Assert.Single(page.Findings);
        Assert.Equal((0, "title", FindingKind.FieldError, 1, "r0"), (finding.Block, finding.Field, finding.Kind, finding.Count, finding.Example));
        Assert.StartsWith("does not compile: ", finding.Detail, StringComparison.Ordinal);
        Assert.EndsWith(" of: .[", finding.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("selector.query")]
    [InlineData("port.itemsToParse")]
    [InlineData("identifier")]
    [InlineData("blueprint")]
    public void Map_BlockThatCanMakeNothing_FaultsEachResourceAndSaysSoOfAnEmptyPageToo(string field)
    {
        var mapping = Broken(field);

        var page = Sample.Map(mapping, """{"Id": "a", "L": []}""", """{"Id": "b", "L": []}""");
        var empty = Sample.Map(mapping);

        Assert.Empty(page.Entities);
        Assert.Equal([$"{field} DoesNotCompile 2"], Sample.Findings(page));
        Assert.Equal("r0", Assert.Single(page.Findings).Example);
        Assert.Equal(["r0", "r1"], page.Faulted);
        Assert.Equal([$"{field} DoesNotCompile 0"], Sample.Findings(empty));
        Assert.StartsWith("does not compile: ", Assert.Single(empty.Findings).Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("env.PATH")]
    [InlineData("$ENV.PATH")]
    public void Map_EnvironmentByDefault_IsEmpty(string expression)
    {
        var page = Sample.Map(Sample.Mapping($""" "title": "{expression}" """), """{"Id": "a"}""");

        Assert.Equal(["""{"identifier":"a","blueprint":"thing","title":null}"""], Sample.Bodies(page));
    }

    [Theory]
    [InlineData("env.STAGE")]
    [InlineData("$ENV.STAGE")]
    public void Map_EnvironmentGivenByTheHost_IsThatOnly(string expression)
    {
        var options = new MappingCompileOptions { Environment = new Dictionary<string, string> { ["STAGE"] = "prod" } };
        var page = Sample.Map(Sample.Mapping($""" "title": "{expression}", "icon": "env.PATH" """, options: options), """{"Id": "a"}""");

        Assert.Equal(["""{"identifier":"a","blueprint":"thing","title":"prod","icon":null}"""], Sample.Bodies(page));
    }

    [Fact]
    public void Map_Now_IsTheHostsClock()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
        var page = Sample.Map(Sample.Mapping(""" "title": "now | floor" """, options: new() { Clock = clock }), """{"Id": "a"}""");

        Assert.Equal(["""{"identifier":"a","blueprint":"thing","title":1767323045}"""], Sample.Bodies(page));
    }

    private static CompiledMapping Broken(string field) => field switch
    {
        "selector.query" => Sample.Mapping(query: "tru"),
        "port.itemsToParse" => Sample.Mapping(port: "\"itemsToParse\": \".[\""),
        "identifier" => Sample.Compile([Sample.Block("""{"identifier": ".[", "blueprint": "'thing'"}""")]),
        _ => Sample.Compile([Sample.Block("""{"identifier": ".Id", "blueprint": ".["}""")]),
    };
}
