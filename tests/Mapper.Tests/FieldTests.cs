using Pipeline.Contracts;

namespace Pipeline.Mapper.Tests;

public sealed class FieldTests
{
    [Fact]
    public void Map_EveryField_IsWrittenInOrder()
    {
        var mapping = Sample.Mapping(
            """ "relations": {"r": ".Id"}, "properties": {"z": "1", "a": "2"}, "team": "[ 't' ]", "icon": "'i'", "title": ".Name" """);

        var page = Sample.Map(mapping, """{"Id": "a", "Name": "é<&>\"\n"}""");

        Assert.Equal(
            ["""{"identifier":"a","blueprint":"thing","title":"é<&>\"\n","icon":"i","team":["t"],"properties":{"z":1,"a":2},"relations":{"r":"a"}}"""],
            Sample.Bodies(page));
        Assert.Equal((0, "r0", "thing", "a"), (page.Entities[0].Block, page.Entities[0].Resource, page.Entities[0].Blueprint, page.Entities[0].Identifier));
        Assert.Empty(page.Findings);
    }

    [Theory]
    [InlineData("", """{"identifier":"a","blueprint":"thing"}""")]
    [InlineData(""" "properties": {}, "relations": {} """, """{"identifier":"a","blueprint":"thing","properties":{},"relations":{}}""")]
    public void Map_KeysTheMappingDoesNotName_AreNotSent(string entity, string body) =>
        Assert.Equal([body], Sample.Bodies(Sample.Map(Sample.Mapping(entity), """{"Id": "a"}""")));

    [Fact]
    public void Map_FieldsWithoutAValue_AreSentAsNullAndReported()
    {
        var mapping = Sample.Mapping(
            """ "title": ".no", "icon": "empty", "team": "null", "properties": {"p": ".Id.x"}, "relations": {"r": "error(null)"} """);

        var page = Sample.Map(mapping, """{"Id": "a"}""", """{"Id": "b"}""");

        Assert.Equal(
            """{"identifier":"b","blueprint":"thing","title":null,"icon":null,"team":null,"properties":{"p":null},"relations":{"r":null}}""",
            Sample.Bodies(page).Last());
        Assert.Equal(
            ["title NullField 2", "icon NullField 2", "team NullField 2", "properties.p FieldError 2", "relations.r FieldError 2"],
            Sample.Findings(page));
        Assert.All(page.Findings, finding => Assert.Equal("r0", finding.Example));
        Assert.Empty(page.Faulted);
    }

    [Fact]
    public void Map_NullField_SaysWhereThePathBreaks()
    {
        var mapping = Sample.Mapping(""" "properties": {"a": ".Props.tags", "b": ".Props.Gone.x", "c": ".Props.Null", "d": ".Props.Null.x", "e": ".Props | .y"} """);

        var page = Sample.Map(mapping, """{"Id": "a", "Props": {"Tags": [], "Null": null}}""");

        Assert.Equal(
            ["null: .Props has no tags, but Tags", "null: .Props has no Gone", "null: .Props.Null is null", "null: .Props.Null is null", "null"],
            page.Findings.Select(finding => finding.Detail));
    }

    [Theory]
    [InlineData(".Origins[].Name", "\"x\"")]
    [InlineData("1, 2", "1")]
    [InlineData("null, 2", "null")]
    [InlineData("1, error( 'late' )", "1")]
    public void Map_SeveralOutputs_TakesTheFirst(string expression, string value)
    {
        var page = Sample.Map(Sample.Mapping($$""" "properties": {"p": "{{expression}}"} """), """{"Id": "a", "Origins": [{"Name": "x"}, {"Name": "y"}]}""");

        Assert.Equal([$$$"""{"identifier":"a","blueprint":"thing","properties":{"p":{{{value}}}}}"""], Sample.Bodies(page));
    }

    [Theory]
    [InlineData("1.0")]
    [InlineData("1.10")]
    [InlineData("100000000000000000000000000001")]
    [InlineData("0.46150418696925044")]
    [InlineData("-0")]
    [InlineData("true")]
    [InlineData("\"1\"")]
    [InlineData("[1,[]]")]
    [InlineData("{\"b\":1,\"a\":{}}")]
    public void Map_ValueOfAnyType_IsSentAsItIs(string value)
    {
        var page = Sample.Map(Sample.Mapping(""" "properties": {"p": ".V"} """), $$"""{"Id": "a", "V": {{value}}}""");

        Assert.Equal([$$$"""{"identifier":"a","blueprint":"thing","properties":{"p":{{{value}}}}}"""], Sample.Bodies(page));
    }

    [Fact]
    public void Map_NumericIdentifier_IsSentAsNumber()
    {
        var page = Sample.Map(Sample.Mapping(), """{"Id": 5.0}""");

        Assert.Equal(["""{"identifier":5.0,"blueprint":"thing"}"""], Sample.Bodies(page));
        Assert.Equal("5.0", page.Entities[0].Identifier);
    }

    [Fact]
    public void Map_BlueprintFromTheResource_IsThatBlueprint()
    {
        var mapping = Sample.Compile([Sample.Block("""{"identifier": ".Id", "blueprint": ".Type | ascii_downcase"}""")]);

        var page = Sample.Map(mapping, """{"Id": "a", "Type": "X"}""", """{"Id": "b", "Type": "Y"}""");

        Assert.Equal(["x", "y"], page.Entities.Select(entity => entity.Blueprint));
    }

    [Theory]
    [InlineData("null", "null: .Id is null")]
    [InlineData("\"\"", "is \"\", not a value that identifies something")]
    [InlineData("0", "is 0, not a value that identifies something")]
    [InlineData("0.0", "is 0.0, not a value that identifies something")]
    [InlineData("false", "is false, not a value that identifies something")]
    [InlineData("{}", "is {}, not a value that identifies something")]
    [InlineData("[]", "is [], not a value that identifies something")]
    public void Map_IdentifierOrBlueprintThatCountsAsFalse_DropsTheEntity(string value, string detail)
    {
        var mapping = Sample.Compile(
        [
            Sample.Block("""{"identifier": ".Id", "blueprint": "'b'", "title": ".no"}"""),
            Sample.Block("""{"identifier": "'a'", "blueprint": ".Id", "title": ".no"}"""),
        ]);

        var page = Sample.Map(mapping, $$"""{"Id": {{value}}}""");

        Assert.Empty(page.Entities);
        Assert.Equal(["identifier Dropped 1", "blueprint Dropped 1"], Sample.Findings(page));
        Assert.All(page.Findings, finding => Assert.Equal(detail, finding.Detail));
        Assert.Empty(page.Faulted);
    }

    [Theory]
    [InlineData("true")]
    [InlineData("-1")]
    [InlineData("\" \"")]
    [InlineData("[0]")]
    [InlineData("{\"a\":null}")]
    public void Map_IdentifierOfAnyOtherValue_IsSent(string value)
    {
        var page = Sample.Map(Sample.Mapping(), $$"""{"Id": {{value}}}""");

        Assert.Equal([$$"""{"identifier":{{value}},"blueprint":"thing"}"""], Sample.Bodies(page));
    }

    [Fact]
    public void Map_IdentifierThatFails_DropsTheEntityAndSaysWhy()
    {
        var page = Sample.Map(Sample.Mapping(), "[]");

        var finding = Assert.Single(page.Findings);
        Assert.Equal(FindingKind.Dropped, finding.Kind);
        Assert.StartsWith("Cannot index array with ", finding.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(".Id | ltrimstr(1) | test(1)", FindingKind.Dropped)]
    [InlineData(".Id ||", FindingKind.DoesNotCompile)]
    public void Map_IdentifierThatFails_KeepsWhatTheResourceMadeBefore(string identifier, FindingKind kind)
    {
        var mapping = Sample.Compile([Sample.Block($$"""{"identifier": "{{identifier}}", "blueprint": "'thing'"}""")]);

        var page = Sample.Map(mapping, """{"Id": "a"}""");

        Assert.Equal(kind, Assert.Single(page.Findings).Kind);
        Assert.Equal(["r0"], page.Faulted);
    }

    [Fact]
    public void Map_SearchIdentifierAndRelation_AreEvaluatedLeafByLeaf()
    {
        var mapping = Sample.Compile([Sample.Block("""
            {"identifier": {"combinator": "'and'", "rules": [{"property": "'arn'", "operator": "'='", "value": ".Id"}]},
             "blueprint": "'b'",
             "team": {"combinator": "'and'", "rules": []},
             "relations": {"owner": {"combinator": "'or'", "rules": [
               {"property": "'$title'", "operator": "'in'", "value": ".Names"},
               {"combinator": "'and'", "rules": [{"property": "'x'", "operator": "'='", "value": ".no"}]}]}}}
            """)]);

        var page = Sample.Map(mapping, """{"Id": "a", "Names": ["n", 1]}""");

        const string Identifier = """{"combinator":"and","rules":[{"property":"arn","operator":"=","value":"a"}]}""";
        const string Owner = """{"combinator":"or","rules":[{"property":"$title","operator":"in","value":["n",1]},{"combinator":"and","rules":[{"property":"x","operator":"=","value":null}]}]}""";
        Assert.Equal(
            [$$$"""{"identifier":{{{Identifier}}},"blueprint":"b","team":{"combinator":"and","rules":[]},"relations":{"owner":{{{Owner}}}}}"""],
            Sample.Bodies(page));
        Assert.Equal(Identifier, page.Entities[0].Identifier);
        Assert.Equal(["relations.owner.rules[1].rules[0].value NullField 1"], Sample.Findings(page));
    }

    [Fact]
    public void Map_SearchIdentifierWithNulls_StillMakesAnEntity()
    {
        var mapping = Sample.Compile(
            [Sample.Block("""{"identifier": {"combinator": ".no", "rules": []}, "blueprint": "'b'"}""")]);

        var page = Sample.Map(mapping, "{}");

        Assert.Equal(["""{"identifier":{"combinator":null,"rules":[]},"blueprint":"b"}"""], Sample.Bodies(page));
        Assert.Equal(["identifier.combinator NullField 1"], Sample.Findings(page));
    }
}
