using System.Text.Json;
using Pipeline.Contracts;
using Pipeline.Contracts.Mapping;

namespace Pipeline.Mapper.Tests;

/// <summary>Mappings and pages written as JSON, so that a test shows what a user would see.</summary>
internal static class Sample
{
    public const string Kind = "AWS::Test::Thing";

    /// <summary>A mapping of one block whose identifier is <c>.Id</c>, with more fields of the entity, and more of the port.</summary>
    public static CompiledMapping Mapping(string entity = "", string query = "true", string port = "", MappingCompileOptions? options = null) =>
        Compile([Block($$"""{"identifier": ".Id", "blueprint": "'thing'"{{(entity.Length > 0 ? ", " + entity : "")}}}""", query, port)], options);

    public static string Block(string entity, string query = "true", string port = "") =>
        $$"""
        {"kind": "{{Kind}}", "selector": {"query": {{JsonSerializer.Serialize(query)}}},
         "port": { {{(port.Length > 0 ? port + ", " : "")}}"entity": {"mappings": {{entity}}} } }
        """;

    public static CompiledMapping Compile(IEnumerable<string> blocks, MappingCompileOptions? options = null) =>
        CompiledMapping.Compile(MappingReader.Read(JsonElement.Parse($$"""{"resources": [{{string.Join(',', blocks)}}]}""")), options);

    /// <summary>A page of resources, named r0, r1 and so on, for all blocks of the mapping.</summary>
    public static ResourcesEnumerated Page(CompiledMapping mapping, params IEnumerable<string> resources) => new()
    {
        RunId = Guid.Parse("0197f3c2-8d1e-7c54-9a41-2b7d1c7f0e55"),
        MappingVersion = "v1",
        Scope = new Scope { AccountId = "100000000001", Region = "eu-west-1", Kind = Kind },
        Blocks = [.. mapping.Document.Blocks.Select(block => block.Position)],
        Attempt = 1,
        Page = 1,
        Ticket = 1,
        Resources = [.. resources.Select((raw, index) => new EnumeratedResource { Identifier = $"r{index}", Raw = JsonElement.Parse(raw) })],
    };

    public static MappedPage Map(CompiledMapping mapping, params IEnumerable<string> resources) =>
        ResourceMapper.Map(mapping, Page(mapping, resources), TestContext.Current.CancellationToken);

    /// <summary>The bodies, as the text that is sent.</summary>
    public static IEnumerable<string> Bodies(MappedPage page) => page.Entities.Select(entity => entity.Body.GetRawText());

    /// <summary>The findings, as field, kind and count.</summary>
    public static IEnumerable<string> Findings(MappedPage page) =>
        page.Findings.Select(finding => $"{finding.Field} {finding.Kind} {finding.Count}");
}
