using System.Text.Json;
using Pipeline.Contracts.Mapping;

namespace Pipeline.Contracts.Tests;

public sealed class MappingReaderTests
{
    private const string Entity = """{"identifier": ".Id", "blueprint": "'b'"}""";

    [Theory]
    [InlineData("[]", "the mapping is an array: give an object with resources")]
    [InlineData("null", "the mapping is null: give an object with resources")]
    [InlineData("{}", "resources is missing: give an array of objects")]
    [InlineData("""{"resources": null}""", "resources is missing: give an array of objects")]
    [InlineData("""{"resources": {}}""", "resources is an object: give an array of objects")]
    [InlineData("""{"resources": ["x"]}""", "resources[0] is \"x\": give an object")]
    [InlineData("""{"resources": [], "enableMergeEntity": "maybe"}""", "enableMergeEntity is \"maybe\": give true or false")]
    [InlineData("""{"resources": [], "entityDeletionThreshold": 1.5}""", "entityDeletionThreshold is 1.5: give a number from 0 to 1")]
    [InlineData("""{"resources": [], "entityDeletionThreshold": "most"}""", "entityDeletionThreshold is \"most\": give a number from 0 to 1")]
    public void Read_RootAtFault_NamesPathAndFix(string json, string error)
    {
        Assert.Equal([error], ErrorsOf(json));
    }

    [Theory]
    [InlineData("kind", null, "resources[0].kind is missing: give a string")]
    [InlineData("kind", "[]", "resources[0].kind is an array: give a string")]
    [InlineData("selector", null, "resources[0].selector is missing: give an object")]
    [InlineData("selector", "true", "resources[0].selector is true: give an object")]
    [InlineData("selector", "{}", "resources[0].selector.query is missing: give a string")]
    [InlineData("selector", """{"query": {}}""", "resources[0].selector.query is an object: give a string")]
    [InlineData("selector", """{"query": "true", "useGetResourceAPI": []}""", "resources[0].selector.useGetResourceAPI is an array: give true or false")]
    [InlineData("selector", """{"query": "true", "listGroupResources": 2}""", "resources[0].selector.listGroupResources is 2: give true or false")]
    [InlineData("selector", """{"query": "true", "regionPolicy": []}""", "resources[0].selector.regionPolicy is an array: give an object")]
    [InlineData("selector", """{"query": "true", "regionPolicy": {"allow": "eu-west-1"}}""", "resources[0].selector.regionPolicy.allow is \"eu-west-1\": give an array of strings")]
    [InlineData("selector", """{"query": "true", "regionPolicy": {"deny": [1]}}""", "resources[0].selector.regionPolicy.deny is an array: give an array of strings")]
    [InlineData("port", null, "resources[0].port is missing: give an object")]
    [InlineData("port", "{}", "resources[0].port.entity is missing: give an object")]
    [InlineData("port", """{"entity": {}}""", "resources[0].port.entity.mappings is missing: give an object")]
    [InlineData("port", """{"entity": {"mappings": []}}""", "resources[0].port.entity.mappings is an array: give an object")]
    public void Read_BlockAtFault_NamesPathAndFix(string key, string? json, string error)
    {
        Assert.Equal([error], ErrorsOf(Block(key, json)));
    }

    [Theory]
    [InlineData("""{"blueprint": "'b'"}""", "identifier is missing: give a string or a search object")]
    [InlineData("""{"identifier": [], "blueprint": "'b'"}""", "identifier is an array: give a string or a search object")]
    [InlineData("""{"identifier": ".Id"}""", "blueprint is missing: give a string")]
    [InlineData("""{"identifier": ".Id", "blueprint": {}}""", "blueprint is an object: give a string")]
    [InlineData("""{"identifier": ".Id", "blueprint": "'b'", "title": {}}""", "title is an object: give a string")]
    [InlineData("""{"identifier": ".Id", "blueprint": "'b'", "properties": []}""", "properties is an array: give an object")]
    [InlineData("""{"identifier": ".Id", "blueprint": "'b'", "properties": {"a": {"b": ".c"}}}""", "properties.a is an object: give a string")]
    [InlineData("""{"identifier": ".Id", "blueprint": "'b'", "relations": {"a": [".c"]}}""", "relations.a is an array: give a string or a search object")]
    [InlineData("""{"identifier": {"rules": []}, "blueprint": "'b'"}""", "identifier.combinator is missing: give a string")]
    [InlineData("""{"identifier": {"combinator": "'and'"}, "blueprint": "'b'"}""", "identifier.rules is missing: give an array of objects")]
    [InlineData("""{"identifier": {"combinator": "'and'", "rules": [1]}, "blueprint": "'b'"}""", "identifier.rules[0] is 1: give an object")]
    [InlineData(
        """{"identifier": {"combinator": "'and'", "rules": [{"combinator": "'or'", "rules": [{"property": "'p'", "operator": "'='"}]}]}, "blueprint": "'b'"}""",
        "identifier.rules[0].rules[0].value is missing: give a string")]
    public void Read_EntityAtFault_NamesPathAndFix(string mappings, string error)
    {
        Assert.Equal(["resources[0].port.entity.mappings." + error], ErrorsOf(Block("port", $$$"""{"entity": {"mappings": {{{mappings}}}}}""")));
    }

    [Fact]
    public void Read_SeveralFaults_NamesThemAllInOneMessage()
    {
        var exception = Assert.Throws<MappingException>(() => Read("""{"resources": [{}, {"kind": 1}], "enableMergeEntity": []}"""));

        Assert.Equal(6, exception.Errors.Count);
        Assert.All(exception.Errors, error => Assert.Contains(error, exception.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("'true'", true)]
    [InlineData("'True'", true)]
    [InlineData("'yes'", true)]
    [InlineData("1", true)]
    [InlineData("false", false)]
    [InlineData("'false'", false)]
    [InlineData("'off'", false)]
    [InlineData("0", false)]
    [InlineData("null", false)]
    public void Read_FlagInAnyForm_IsRead(string flag, bool expected)
    {
        var mapping = Read(Block("selector", $$"""{"query": "true", "useGetResourceAPI": {{flag.Replace('\'', '"')}}}"""));

        Assert.Equal(expected, mapping.Blocks[0].Selector.UseGetResourceApi);
    }

    [Fact]
    public void Read_OnlyWhatIsRequired_TakesTheDefaults()
    {
        var mapping = Read(Block("kind", "\"K\""));

        var block = Assert.Single(mapping.Blocks);
        Assert.Equal(new WriteOptions { Merge = true, CreateMissingRelatedEntities = true }, mapping.Options);
        Assert.True(mapping.DeleteDependentEntities);
        Assert.Equal(0.9, mapping.EntityDeletionThreshold);
        Assert.Equal(new EntityTemplate { Identifier = new ExpressionField(".Id"), Blueprint = "'b'" }, block.Entity);
        Assert.Null(block.ItemsToParse);
        Assert.Equal("item", block.ItemsToParseName);
        Assert.True(block.ItemsToParseTopLevelTransform);
        Assert.Same(RegionPolicy.AllowAll, block.Selector.RegionPolicy);
    }

    [Fact]
    public void Read_NullsForOptionalKeys_AreAsIfAbsent()
    {
        var mapping = Read("""
            {"enableMergeEntity": null, "entityDeletionThreshold": null, "unknown": {"x": 1}, "resources": [{
              "kind": "K", "selector": {"query": "true", "regionPolicy": null},
              "port": {"itemsToParse": null, "itemsToParseName": null, "itemsToParseTopLevelTransform": null, "entity": {"mappings": {
                "identifier": ".Id", "blueprint": "'b'", "title": null, "team": null, "properties": {"a": null}, "relations": null}}}}]}
            """);

        var entity = mapping.Blocks[0].Entity;
        Assert.Null(entity.Title);
        Assert.Null(entity.Team);
        Assert.Empty(entity.Properties!);
        Assert.Null(entity.Relations);
        Assert.Equal("item", mapping.Blocks[0].ItemsToParseName);
    }

    [Fact]
    public void Read_EveryKey_IsKept()
    {
        var mapping = Read("""
            {"enableMergeEntity": false, "createMissingRelatedEntities": "false", "deleteDependentEntities": false, "entityDeletionThreshold": "0.25",
             "resources": [{"kind": "K", "selector": {"query": ".a", "listGroupResources": true, "regionPolicy": {"allow": ["b"], "deny": ["c"]}},
              "port": {"itemsToParse": ".L", "itemsToParseName": "l", "itemsToParseTopLevelTransform": false, "entity": {"mappings": {
                "identifier": {"combinator": "'and'", "rules": [{"property": "'p'", "operator": "'='", "value": ".v"}]},
                "blueprint": "'b'", "title": ".t", "icon": ".i", "team": ".o", "properties": {"z": 1, "a": true, "z": ".z"}, "relations": {"r": ".r"}}}}}]}
            """);

        var block = mapping.Blocks[0];
        Assert.Equal(new WriteOptions { Merge = false, CreateMissingRelatedEntities = false }, mapping.Options);
        Assert.Equal(0.25, mapping.EntityDeletionThreshold);
        Assert.Equal("allow=b;deny=c", block.Selector.RegionPolicy.ToString());
        Assert.Equal((".L", "l", false), (block.ItemsToParse, block.ItemsToParseName, block.ItemsToParseTopLevelTransform));
        var search = Assert.IsType<SearchField>(block.Entity.Identifier);
        Assert.Equal(new SearchCondition("'p'", "'='", ".v"), Assert.Single(search.Rules));
        Assert.Equal([new("z", new ExpressionField(".z")), new("a", new ExpressionField("true"))], block.Entity.Properties!);
        Assert.Equal([new("r", new ExpressionField(".r"))], block.Entity.Relations!);
    }

    [Fact]
    public void Read_MappingOfARealInstallation_IsRead()
    {
        var mapping = MappingReader.Read(JsonElement.Parse(Repository.SharedText("compat/mapping.json")));

        Assert.Equal(Enumerable.Range(0, 8), mapping.Blocks.Select(block => block.Position));
        Assert.True(mapping.Blocks[1].Selector.UseGetResourceApi);
        Assert.Equal("tag", mapping.Blocks[7].ItemsToParseName);
        Assert.False(mapping.Blocks[6].Selector.RegionPolicy.Allows("us-west-2"));
    }

    private static string Block(string key, string? json)
    {
        var block = new Dictionary<string, JsonElement>
        {
            ["kind"] = JsonElement.Parse("\"K\""),
            ["selector"] = JsonElement.Parse("""{"query": "true"}"""),
            ["port"] = JsonElement.Parse($$$"""{"entity": {"mappings": {{{Entity}}}}}"""),
        };
        block.Remove(key);
        if (json is not null)
        {
            block[key] = JsonElement.Parse(json);
        }

        return $$"""{"resources": [{{JsonSerializer.Serialize(block)}}]}""";
    }

    private static IReadOnlyList<string> ErrorsOf(string json) => Assert.Throws<MappingException>(() => Read(json)).Errors;

    private static MappingDocument Read(string json) => MappingReader.Read(JsonElement.Parse(json));
}
