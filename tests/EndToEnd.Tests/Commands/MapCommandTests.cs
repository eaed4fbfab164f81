using System.Text.Json.Nodes;
using Pipeline.EndToEnd.Tests.Program;

namespace Pipeline.EndToEnd.Tests.Commands;

public sealed class MapCommandTests
{
    private const string Raw = """{"Identifier":"logs-1","__Kind":"AWS::S3::Bucket","__AccountId":"1","Properties":{"Size":"large"}}""";

    [Fact]
    public async Task When_fields_are_null_or_fail_then_each_is_explained_and_the_entity_is_shown()
    {
        var result = await MapAsync(Raw, """
            {"identifier":".Identifier","title":".Properties.Nope","blueprint":"\"bucket\"",
             "properties":{"size":".Properties.Size | tonumber","bad":".a ||"}}
            """);

        result.MustExitWith(0)
            .MustSay(".Properties has no Nope")
            .MustSay("string (\"large\") cannot be parsed as a number")
            .MustSay("does not compile").MustSay("line 1, column 5")
            .MustSay("\"identifier\": \"logs-1\"");
    }

    [Fact]
    public async Task When_a_line_of_an_expression_does_not_compile_then_it_is_marked_under_that_line()
    {
        using var raw = TextFile.Of(Raw);
        using var file = TextFile.Of("""
            resources:
              - kind: AWS::S3::Bucket
                selector: { query: "true" }
                port:
                  entity:
                    mappings:
                      identifier: .Identifier
                      blueprint: '"bucket"'
                      title: |-
                        .Properties
                        | .Size +
                        | ascii_upcase
            """, ".yaml");

        var result = await PipelineProcess.RunAsync([], "map", "--raw", raw.Path, "--mapping", file.Path);

        result.MustExitWith(0)
            .MustSay("      .Properties\n      | .Size +\n      | ascii_upcase\n      ^\n")
            .MustSay("syntax error, unexpected '|', expected an expression at line 3, column 1");
    }

    [Fact]
    public async Task When_there_is_no_identifier_then_it_says_why_there_is_no_entity()
    {
        var result = await MapAsync(Raw, """{"identifier":".Id","blueprint":"\"bucket\""}""");

        result.MustExitWith(0).MustSay("no entity: identifier: null: the resource has no Id");
    }

    [Fact]
    public async Task When_the_selector_answers_false_then_it_says_so()
    {
        var result = await MapAsync(Raw, """{"identifier":".Identifier","blueprint":"\"bucket\""}""", selector: ".__AccountId == \\\"2\\\"");

        result.MustExitWith(0).MustSay("selector.query answered false");
    }

    [Fact]
    public async Task When_the_resource_names_no_kind_then_it_has_to_be_given()
    {
        const string Fields = """{"identifier":".Identifier","blueprint":"\"bucket\""}""";

        (await MapAsync("""{"Identifier":"x"}""", Fields)).MustExitWith(64).MustSay("--kind");
        (await MapAsync("""{"Identifier":"x"}""", Fields, "true", "--kind", "AWS::S3::Bucket")).MustExitWith(0).MustSay("\"identifier\": \"x\"");
    }

    [Theory]
    [InlineData("{\"resources\": 1}", "resources")]
    [InlineData("{", "JSON")]
    public async Task When_the_mapping_cannot_be_read_then_it_says_what_is_wrong(string mapping, string words)
    {
        using var raw = TextFile.Of(Raw);
        using var file = TextFile.Of(mapping);

        var result = await PipelineProcess.RunAsync([], "map", "--raw", raw.Path, "--mapping", file.Path);

        result.MustExitWith(64).MustSay(words);
    }

    private static async Task<ProcessResult> MapAsync(string resource, string fields, string selector = "true", params string[] options)
    {
        using var raw = TextFile.Of(resource);
        using var mapping = TextFile.Of(JsonNode.Parse(
            $$"""{"resources":[{"kind":"AWS::S3::Bucket","selector":{"query":"{{selector}}"},"port":{"entity":{"mappings": {{fields}} } } }]}""")!);
        return await PipelineProcess.RunAsync([], ["map", "--raw", raw.Path, "--mapping", mapping.Path, .. options]);
    }
}
