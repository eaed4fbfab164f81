using Pipeline.Contracts;

namespace Pipeline.Mapper.Tests;

public sealed class ItemsToParseTests
{
    private const string Resource = """{"Id": "a", "P": {"L": [{"k": 1}, {"k": 2}, {"k": 3}, {"k": 4}], "Other": true}, "T": ["x"]}""";

    [Fact]
    public void Map_Items_MakeAnEntityEachBesideTheirResource()
    {
        var page = Map(".P.L", """ "identifier": ".Id + (.item.k | tostring)" """);

        Assert.Equal(["a1", "a2", "a3", "a4"], page.Entities.Select(entity => entity.Identifier));
        Assert.All(page.Entities, entity => Assert.Equal("r0", entity.Resource));
        Assert.Empty(page.Findings);
    }

    [Theory]
    [InlineData(".P.L", "", """{"P":{"Other":true},"T":["x"]}""")]
    [InlineData(".P.L", "\"itemsToParseTopLevelTransform\": false", """{"P":{"L":[{"k":1},{"k":2},{"k":3},{"k":4}],"Other":true},"T":["x"]}""")]
    [InlineData(".P.L[0:3]", "", """{"P":{"L":[{"k":4}],"Other":true},"T":["x"]}""")]
    [InlineData("(.P.L // []) | map(.k)", "", """{"P":{"Other":true},"T":["x"]}""")]
    [InlineData(". as $all | .T", "", """{"P":{"L":[{"k":1},{"k":2},{"k":3},{"k":4}],"Other":true}}""")]
    [InlineData("[.P.L[] | select(.k > 2)]", "", """{"P":{"L":[{"k":1},{"k":2},{"k":3},{"k":4}],"Other":true},"T":["x"]}""")]
    [InlineData(".P | to_entries", "", """{"T":["x"]}""")]
    [InlineData(".T | map({v: .}) | map(.v)", "", """{"P":{"L":[{"k":1},{"k":2},{"k":3},{"k":4}],"Other":true}}""")]
    public void Map_ResourceBesideTheItems_LosesThePathTheExpressionStartsFrom(string expression, string port, string rest)
    {
        var page = Map(expression, """ "identifier": "'x'", "properties": {"rest": "del(.item, .Id)"} """, port);

        Assert.NotEmpty(page.Entities);
        Assert.All(Sample.Bodies(page), body => Assert.Equal($$$"""{"identifier":"x","blueprint":"b","properties":{"rest":{{{rest}}}}}""", body));
    }

    [Fact]
    public void Map_ExpressionWithoutASimplePath_KeepsResourceAndItems()
    {
        var page = Map("[.P.L[].k]", """ "identifier": ".Id + (.item | tostring)" """);

        Assert.Equal(["a1", "a2", "a3", "a4"], page.Entities.Select(entity => entity.Identifier));
    }

    [Fact]
    public void Map_ItemsWithANameOfTheirOwn_AreSeenUnderIt()
    {
        var page = Map(".T", """ "identifier": ".thing" """, "\"itemsToParseName\": \"thing\"");

        Assert.Equal(["x"], page.Entities.Select(entity => entity.Identifier));
    }

    [Fact]
    public void Map_NameThatTheResourceHasToo_IsTheItem()
    {
        var page = Map(".T", """ "identifier": ".Id" """, "\"itemsToParseName\": \"Id\"");

        Assert.Equal(["x"], page.Entities.Select(entity => entity.Identifier));
    }

    [Fact]
    public void Map_Selector_SeesTheItem()
    {
        var page = Map(".P.L", """ "identifier": ".item.k" """, query: ".item.k > 2");

        Assert.Equal(["3", "4"], page.Entities.Select(entity => entity.Identifier));
        Assert.Equal(["selector.query FilteredOut 2"], Sample.Findings(page));
    }

    [Fact]
    public void Map_EmptyArray_MakesNothingAndIsNoFinding()
    {
        var page = Map("[]", """ "identifier": ".Id" """);

        Assert.Empty(page.Entities);
        Assert.Empty(page.Findings);
    }

    [Theory]
    [InlineData(".no", FindingKind.NoItems, "null: the resource has no no")]
    [InlineData("empty", FindingKind.NoItems, "no output")]
    [InlineData(".P", FindingKind.ItemsFault, "is an object, not an array")]
    [InlineData(".P.L[]", FindingKind.ItemsFault, "is an object, not an array")]
    [InlineData(".Id", FindingKind.ItemsFault, "is a string, not an array")]
    [InlineData("error( 'x' )", FindingKind.ItemsFault, "x")]
    public void Map_NoArray_SkipsTheResourceAndSaysWhy(string expression, FindingKind kind, string detail)
    {
        var page = Map(expression, """ "identifier": ".Id" """);

        Assert.Empty(page.Entities);
        var finding = Assert.Single(page.Findings);
        Assert.Equal(("port.itemsToParse", kind, detail), (finding.Field, finding.Kind, finding.Detail));
        Assert.Equal(kind == FindingKind.ItemsFault ? ["r0"] : [], page.Faulted);
    }

    [Fact]
    public void Map_ResourceThatIsNoObject_IsAFaultNotACrash()
    {
        var mapping = Sample.Compile([Sample.Block("""{"identifier": ".item", "blueprint": "'b'"}""", port: "\"itemsToParse\": \".\"")]);

        var page = Sample.Map(mapping, "[1]");

        Assert.Equal(["port.itemsToParse ItemsFault 1"], Sample.Findings(page));
    }

    private static MappedPage Map(string expression, string entity, string port = "", string query = "true") => Sample.Map(
        Sample.Compile([Sample.Block($$"""{ {{entity}}, "blueprint": "'b'"}""", query, $"\"itemsToParse\": {System.Text.Json.JsonSerializer.Serialize(expression)}{(port.Length > 0 ? ", " + port : "")}")]),
        Resource);
}
