using Pipeline.Contracts;

namespace Pipeline.Mapper.Tests;

public sealed class SelectorTests
{
    [Theory]
    [InlineData("true")]
    [InlineData(".Id == 'a'")]
    [InlineData("true, false")]
    [InlineData("true, error( 'late' )")]
    [InlineData(".Tags | any(.Key == 'x' )")]
    public void Map_SelectorAnswersTrue_MakesTheEntity(string query)
    {
        var page = Sample.Map(Sample.Mapping(query: query), """{"Id": "a", "Tags": [{"Key": "x"}]}""");

        Assert.Single(page.Entities);
        Assert.Empty(page.Findings);
    }

    [Theory]
    [InlineData("false")]
    [InlineData("false, true")]
    [InlineData(".Id != 'a'")]
    public void Map_SelectorAnswersFalse_IsFilteredOutWithoutFault(string query)
    {
        var page = Sample.Map(Sample.Mapping(query: query), """{"Id": "a"}""");

        Assert.Empty(page.Entities);
        Assert.Equal(["selector.query FilteredOut 1"], Sample.Findings(page));
        Assert.Empty(page.Faulted);
    }

    [Theory]
    [InlineData("null", "null")]
    [InlineData(".missing", "null: the resource has no missing")]
    [InlineData("'true'", "is a string, not true or false")]
    [InlineData("1", "is a number, not true or false")]
    [InlineData("{a: 1}", "is an object, not true or false")]
    [InlineData("empty", "no output")]
    [InlineData("error( 'no' )", "no")]
    [InlineData(".Id.x", "Cannot index string with ")]
    [InlineData(".Id | tonumber", "string (…) cannot be parsed as a number")]
    [InlineData("error({token: .Id})", "a value that is not a string was raised")]
    public void Map_SelectorAnswersNoBoolean_FaultsTheResource(string query, string detail)
    {
        var page = Sample.Map(Sample.Mapping(query: query), """{"Id": "a-secret"}""");

        Assert.Empty(page.Entities);
        var finding = Assert.Single(page.Findings);
        Assert.Equal(("selector.query", FindingKind.SelectorFault), (finding.Field, finding.Kind));
        Assert.StartsWith(detail, finding.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("a-secret", finding.Detail, StringComparison.Ordinal);
        Assert.Equal(["r0"], page.Faulted);
    }

    [Fact]
    public void Map_SelectorFaultsForOneResource_KeepsTheOthers()
    {
        var page = Sample.Map(Sample.Mapping(query: ".On"), """{"Id": "a", "On": true}""", """{"Id": "b"}""", """{"Id": "c", "On": false}""", """{"Id": "d", "On": true}""");

        Assert.Equal(["a", "d"], page.Entities.Select(entity => entity.Identifier));
        Assert.Equal(["selector.query FilteredOut 1", "selector.query SelectorFault 1"], Sample.Findings(page));
        Assert.Equal(["r1"], page.Faulted);
    }
}
