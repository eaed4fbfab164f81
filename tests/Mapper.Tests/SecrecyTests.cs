using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Hosting.Secrecy;
using Pipeline.Jq;

namespace Pipeline.Mapper.Tests;

/// <summary>A canary in each place where a kind may hold a secret: mappings see it, and nobody else does.</summary>
public sealed class SecrecyTests
{
    private const string Canary = "hunter2-canary";
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static TheoryData<string, string> Places =>
    [
        .. SensitiveFields.Known.Paths.Select(place => new TheoryDataRow<string, string>(place.Kind, string.Join('.', place.Path))),
        new("AWS::Some::Kind", "Properties.Deep.*.masterUserPassword"),
        new("AWS::Some::Kind", "Properties.Login.ClientSecret"),
        new("AWS::Some::Kind", "Properties.Launch.UserData"),
        new("AWS::Some::Kind", "Properties.Passwords.*"),
    ];

    [Theory]
    [MemberData(nameof(Places))]
    public void Secret_OfAKind_IsMappedAndNotShown(string kind, string path)
    {
        var resource = Resource(kind, path);
        var mapping = Mapping(kind, "true");

        var entity = Assert.Single(ResourceMapper.Map(mapping, Page(mapping, kind, resource), TestContext.Current.CancellationToken).Entities);
        var shown = Shown(mapping, resource);

        Assert.Contains(Canary, entity.Body.GetProperty("properties").GetProperty("all").GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, shown, StringComparison.Ordinal);
        Assert.Contains("[REDACTED]", shown, StringComparison.Ordinal);
        Assert.Contains(Canary, Shown(mapping, resource, showSecrets: true), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void Secret_OfAKind_IsInNoFinding(string kind, string path)
    {
        string[] queries = [".Properties // . | tostring", "tojson", ". | tojson | tonumber", "[.. | strings | tonumber] | true"];
        foreach (var mapping in queries.Select(query => Mapping(kind, query)))
        {
            var mapped = ResourceMapper.Map(mapping, Page(mapping, kind, Resource(kind, path)), TestContext.Current.CancellationToken);

            Assert.NotEmpty(mapped.Findings);
            Assert.DoesNotContain(Canary, JsonSerializer.Serialize(mapped.Findings), StringComparison.Ordinal);
            Assert.DoesNotContain(Canary, Shown(mapping, Resource(kind, path)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Secret_InItems_IsNotShown()
    {
        const string Kind = "AWS::Lambda::Function";
        var mapping = Sample.Compile([Sample.Block("""{"identifier": ".item.key", "blueprint": "'variable'", "title": ".item.value"}""",
            port: "\"itemsToParse\": \".Properties.Environment.Variables | to_entries\"").Replace(Sample.Kind, Kind, StringComparison.Ordinal)]);
        var resource = JsonNode.Parse($$$"""{"__Kind": "{{{Kind}}}", "Properties": {"Environment": {"Variables": {"A": "{{{Canary}}}", "B": "{{{Canary}}}"} } } }""")!;

        var shown = Shown(mapping, resource);

        Assert.DoesNotContain(Canary, shown, StringComparison.Ordinal);
        Assert.Contains("\"title\":\"[REDACTED]\"", shown, StringComparison.Ordinal);
        Assert.Contains("\"identifier\":\"A\"", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void Hide_WhatIsNoSecret_StaysAsItIs()
    {
        var resource = JqValue.Parse("""{"Identifier": "f", "Properties": {"Environment": {"Variables": {"A": null, "B": 1} }, "Tags": [{"Key": "k", "Value": "v"}], "Role": "r"} }""");

        Assert.Equal(
            """{"Identifier":"f","Properties":{"Environment":{"Variables":{"A":null,"B":"[REDACTED]"}},"Tags":[{"Key":"k","Value":"v"}],"Role":"r"}}""",
            SensitiveFields.Known.Hide("AWS::Lambda::Function", resource).ToJson());
    }

    private static CompiledMapping Mapping(string kind, string query) => Sample.Compile(
    [
        Sample.Block(
            """{"identifier": ".Identifier", "blueprint": "'thing'", "properties": {"all": ".", "text": "tojson", "bad": "tojson | tonumber", "worse": ". + 1", "long": "tojson | length"} }""",
            query).Replace(Sample.Kind, kind, StringComparison.Ordinal),
    ]);

    private static Contracts.ResourcesEnumerated Page(CompiledMapping mapping, string kind, JsonNode resource)
    {
        var page = Sample.Page(mapping, resource.ToJsonString());
        return page with { Scope = page.Scope with { Kind = kind } };
    }

    private static string Shown(CompiledMapping mapping, JsonNode resource, bool showSecrets = false)
    {
        var blocks = MappingPreview.Of(mapping, JsonElement.Parse(resource.ToJsonString()), null, showSecrets);
        return JsonSerializer.Serialize(blocks, Readable);
    }

    private static JsonObject Resource(string kind, string path)
    {
        JsonNode value = JsonValue.Create(Canary);
        foreach (var name in path.Split('.').Reverse())
        {
            value = name == "*" ? new JsonArray(value) : new JsonObject { [name] = value };
        }

        var resource = value.AsObject();
        resource["Identifier"] = "r";
        resource["__Kind"] = kind;
        return resource;
    }
}
