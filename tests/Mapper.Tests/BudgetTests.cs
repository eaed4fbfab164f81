using Pipeline.Contracts;

namespace Pipeline.Mapper.Tests;

public sealed class BudgetTests
{
    private const string Endless = "if .Loop then [range(infinite)] else .Id end";

    [Theory]
    [InlineData("title", """ "title": "EXPR" """)]
    [InlineData("properties.p", """ "properties": {"q": ".no", "p": "EXPR"} """)]
    [InlineData("relations.r.rules[0].value", """ "relations": {"r": {"combinator": "'and'", "rules": [{"property": "'p'", "operator": "'='", "value": "EXPR"}]}} """)]
    public void Map_FieldThatLoops_FailsItsEntityOnly(string field, string entity)
    {
        var mapping = Sample.Mapping(entity.Replace("EXPR", Endless, StringComparison.Ordinal));

        var page = Sample.Map(mapping, """{"Id": "a"}""", """{"Id": "b", "Loop": true}""", """{"Id": "c"}""");

        Assert.Equal(["a", "c"], page.Entities.Select(mapped => mapped.Identifier));
        var finding = Assert.Single(page.Findings, finding => finding.Kind == FindingKind.OverBudget);
        Assert.Equal((field, 1, "r1"), (finding.Field, finding.Count, finding.Example));
        Assert.Equal(["r1"], page.Faulted);
    }

    [Theory]
    [InlineData("selector.query", "if .Loop then last(repeat(1)) else true end", "")]
    [InlineData("port.itemsToParse", "true", "\"itemsToParse\": \"def f: f; if .Loop then f else [1] end\"")]
    public void Map_SelectorOrItemsThatLoop_FailTheirResourceOnly(string field, string query, string port)
    {
        var page = Sample.Map(Sample.Mapping(query: query, port: port), """{"Id": "a"}""", """{"Id": "b", "Loop": true}""", """{"Id": "c"}""");

        Assert.Equal(["a", "c"], page.Entities.Select(mapped => mapped.Identifier));
        Assert.Equal([$"{field} OverBudget 1"], Sample.Findings(page));
        Assert.Equal(["r1"], page.Faulted);
    }

    [Fact]
    public void Map_EntityNestedTooDeepForReaders_FailsAlone()
    {
        var mapping = Sample.Mapping(""" "properties": {"p": "reduce range(.Depth) as $i (0; [.])"} """);

        var page = Sample.Map(mapping, """{"Id": "a", "Depth": 54}""", """{"Id": "b", "Depth": 55}""", """{"Id": "c", "Depth": 5000}""", """{"Id": "d", "Depth": 1}""");

        Assert.Equal(["a", "d"], page.Entities.Select(mapped => mapped.Identifier));
        var finding = Assert.Single(page.Findings);
        Assert.Equal(("properties.p", FindingKind.OverBudget, 2), (finding.Field, finding.Kind, finding.Count));
        Assert.Equal(["r1", "r2"], page.Faulted);
    }
}
