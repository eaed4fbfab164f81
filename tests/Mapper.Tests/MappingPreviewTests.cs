using System.Text.Json;
using Pipeline.Contracts;

namespace Pipeline.Mapper.Tests;

public sealed class MappingPreviewTests
{
    [Fact]
    public void Of_Resource_ShowsEachFieldAndTheEntity()
    {
        var preview = Assert.Single(Of(Sample.Mapping(""" "title": ".Name", "icon": ".a + 'x'", "team": ".[" """), """{"__Kind": "AWS::Test::Thing", "Identifier": "r", "Id": "a", "a": 1}"""));

        Assert.Null(preview.Items);
        var entity = Assert.Single(preview.Entities);
        Assert.Equal(("selector.query", "true", Outcome.Value), (entity.Selector.Field, entity.Selector.Expression, entity.Selector.Outcome));
        Assert.Equal(
            [
                ("identifier", ".Id", Outcome.Value, "\"a\"", null),
                ("blueprint", "'thing'", Outcome.Value, "\"thing\"", null),
                ("title", ".Name", Outcome.Null, "null", FindingKind.NullField),
                ("icon", ".a + 'x'", Outcome.Error, "null", FindingKind.FieldError),
                ("team", ".[", Outcome.DoesNotCompile, "null", FindingKind.FieldError),
            ],
            entity.Fields.Select(field => (field.Field, field.Expression, field.Outcome, field.Value.GetRawText(), field.Finding)));
        Assert.Equal(["", "", "null: the resource has no Name", "number (1) and string (\"x\") cannot be added"], entity.Fields.Take(4).Select(field => field.Explanation));
        Assert.Equal("""{"identifier":"a","blueprint":"thing","title":null,"icon":null,"team":null}""", entity.Entity!.Body.GetRawText());
        Assert.Equal("r", entity.Entity.Resource);
        Assert.Empty(entity.Reason);
    }

    [Theory]
    [InlineData("false", "selector.query answered false")]
    [InlineData(".On", "selector.query: null: the resource has no On")]
    [InlineData("true", "identifier: null: the resource has no Id")]
    public void Of_ResourceWithoutEntity_SaysWhyAndStillShowsTheFields(string query, string reason)
    {
        var entity = Assert.Single(Assert.Single(Of(Sample.Mapping(query: query), """{"__Kind": "AWS::Test::Thing"}""")).Entities);

        Assert.Null(entity.Entity);
        Assert.Equal(reason, entity.Reason);
        Assert.Equal(2, entity.Fields.Count);
    }

    [Fact]
    public void Of_BlockWithItems_ShowsEachItemsInput()
    {
        var mapping = Sample.Mapping(port: "\"itemsToParse\": \".L\"", query: ".item == 1");

        var preview = Assert.Single(Of(mapping, """{"__Kind": "AWS::Test::Thing", "Id": "a", "L": [1, 2]}"""));

        Assert.Equal("[1,2]", preview.Items!.Value.GetRawText());
        Assert.Equal(
            ["""{"__Kind":"AWS::Test::Thing","Id":"a","item":1}""", """{"__Kind":"AWS::Test::Thing","Id":"a","item":2}"""],
            preview.Entities.Select(entity => entity.Input.GetRawText()));
        Assert.Equal([true, false], preview.Entities.Select(entity => entity.Entity is not null));
    }

    [Fact]
    public void Of_ItemsThatAreNoArray_AreExplained()
    {
        var preview = Assert.Single(Of(Sample.Mapping(port: "\"itemsToParse\": \".Id\""), """{"__Kind": "AWS::Test::Thing", "Id": "a"}"""));

        Assert.Equal((FindingKind.ItemsFault, "is \"a\", not an array"), (preview.Items!.Finding, preview.Items.Explanation));
        Assert.Empty(preview.Entities);
    }

    [Fact]
    public void Of_ValueDeeperThanJsonCanBe_IsShownAsSuchAndFailsItsEntity()
    {
        var mapping = Sample.Mapping(""" "title": "reduce range(11000) as $i (1; [.])" """);

        var entity = Assert.Single(Assert.Single(Of(mapping, """{"__Kind": "AWS::Test::Thing", "Id": "a"}""")).Entities);

        Assert.Equal("(nested too deeply to show)", entity.Fields.Single(field => field.Field == "title").Value.GetString());
        Assert.Null(entity.Entity);
        Assert.Contains("title: ", entity.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_KindGiven_BeatsTheResources() =>
        Assert.Single(MappingPreview.Of(Sample.Mapping(), JsonElement.Parse("""{"__Kind": "AWS::Other::Thing"}"""), Sample.Kind));

    [Fact]
    public void Of_KindWithoutABlock_IsEmpty() => Assert.Empty(Of(Sample.Mapping(), """{"__Kind": "AWS::Other::Thing"}"""));

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"__Kind": 1}""")]
    public void Of_NoKindAnywhere_AsksForIt(string raw) =>
        Assert.Contains("give its kind", Assert.Throws<ArgumentException>(() => Of(Sample.Mapping(), raw)).Message, StringComparison.Ordinal);

    private static IReadOnlyList<BlockPreview> Of(CompiledMapping mapping, string raw) => MappingPreview.Of(mapping, JsonElement.Parse(raw), null);
}
