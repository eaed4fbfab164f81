using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.EndToEnd.Tests.Program;
using Pipeline.Tests.Aws;

namespace Pipeline.EndToEnd.Tests.Secrecy;

/// <summary>A secret in each place where a kind is known to hold one; whatever goes wrong with it, nothing says what it is.</summary>
public sealed class KindSecrecyTests
{
    private const string Canary = "canary5f0b1c";
    private const string Prefix = "Properties.";

    private static readonly string List = Path.Combine(Repository.Root, "src", "Hosting", "Secrecy", "sensitive-fields.txt");

    [Fact]
    public async Task When_resources_hold_secrets_then_neither_logs_nor_summary_do()
    {
        var places = Places();
        await using var world = await Estate.SmallAsync();
        await using var aws = await AwsStub.StartAsync(request => request.Operation == "ListResources" ? Page(places[request.Json("TypeName")!]) : null);
        using var mapping = TextFile.Of(Mapping(places.Select(place => place.Key)));

        var result = await PipelineProcess.RunAsync(
            world.With("AWS_ENDPOINT_URL", aws.Url)
                .With("OCEAN__INTEGRATION__CONFIG__AWS_ACCESS_KEY_ID", StubRequest.HomeKey)
                .With("OCEAN__INTEGRATION__CONFIG__ORGANIZATION_ROLE_ARN", null)
                .With("APPLICATION__LOG_LEVEL", "TRACE"),
            "sync", "--mapping", mapping.Path);

        result.MustExitWith(2).MustSay("selector faulted").MustSay("items could not be parsed").MustSay("error, written as null");
        result.MustNotSay(Canary);
        Assert.All(places, place => Assert.Contains(aws.Requests, request => request.Operation == "ListResources" && request.Json("TypeName") == place.Key));
    }

    private static ILookup<string, string> Places() => File.ReadLines(List)
        .Where(line => line.StartsWith("AWS::", StringComparison.Ordinal))
        .Select(line => line.Split(' '))
        .Where(row => row[1].StartsWith(Prefix, StringComparison.Ordinal))
        .ToLookup(row => row[0], row => row[1][Prefix.Length..]);

    private static StubAnswer Page(IEnumerable<string> paths)
    {
        var resources = paths.Select((path, index) => new { Identifier = $"r{index}", Properties = Properties(path).ToJsonString() });
        return StubAnswer.Json(JsonSerializer.Serialize(new { ResourceDescriptions = resources }));
    }

    private static JsonNode Properties(string path) => path.Split('.').Reverse()
        .Aggregate((JsonNode)JsonValue.Create(Canary), (value, name) => name == "*" ? new JsonArray(value) : new JsonObject { [name] = value });

    // Each way for a mapping to fail, with the whole resource in hand.
    private static JsonObject Mapping(IEnumerable<string> kinds) => new()
    {
        ["resources"] = new JsonArray([.. kinds.SelectMany(kind => new JsonNode?[]
        {
            Block(kind, """{"query":"true"}""", ""),
            Block(kind, """{"query":".Properties | tojson"}""", ""),
            Block(kind, """{"query":"true"}""", "\"itemsToParse\":\".Properties | tojson\","),
        })]),
    };

    private static JsonNode? Block(string kind, string selector, string items) => JsonNode.Parse(
        $$$"""
        {"kind":"{{{kind}}}","selector":{{{selector}}},"port":{ {{{items}}} "entity":{"mappings":{"identifier":".Identifier","blueprint":"'no-such-blueprint'",
         "properties":{"a":"tojson | tonumber","b":". + 1","c":".Properties | keys | .[0] | error"} } } } }
        """);
}
