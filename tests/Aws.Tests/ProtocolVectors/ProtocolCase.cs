using System.Text.Json;
using Pipeline.Aws.Models;

namespace Pipeline.Aws.Tests.ProtocolVectors;

/// <summary>One case of a file of botocore's protocol tests, with the model that its suite defines.</summary>
internal sealed record ProtocolCase(string Suite, string Id, JsonElement Definition, Operation Operation, string? ClientEndpoint)
{
    public static IReadOnlyList<ProtocolCase> ReadAll(string file)
    {
        var cases = new List<ProtocolCase>();
        foreach (var suite in JsonElement.Parse(File.ReadAllText(file)).EnumerateArray())
        {
            var metadata = ServiceMetadata.Read(suite.GetProperty("metadata"));
            var shapes = new ShapeGraph(suite.GetProperty("shapes"));
            var name = suite.GetProperty("description").GetString()!;
            foreach (var definition in suite.GetProperty("cases").EnumerateArray())
            {
                var given = definition.GetProperty("given");
                cases.Add(new ProtocolCase(
                    name,
                    definition.TryGetProperty("id", out var id) ? id.GetString()! : $"{name} {cases.Count}",
                    definition,
                    Read(metadata, given, shapes),
                    suite.TryGetProperty("clientEndpoint", out var endpoint) ? endpoint.GetString() : null));
            }
        }

        return cases;
    }

    private static Operation Read(ServiceMetadata metadata, JsonElement given, ShapeGraph shapes)
    {
        var operation = Operation.Read(metadata, given.GetProperty("name").GetString()!, given, shapes);

        // The newer cases leave out what every query model has, and botocore's own runner adds it.
        var lacksWrapper = metadata is { Protocol: "query", ApiVersion.Length: > 0 }
            && operation.Output is { Traits.ResultWrapper: null };
        return lacksWrapper
            ? operation with { Output = operation.Output! with { Traits = operation.Output.Traits with { ResultWrapper = operation.Name + "Result" } } }
            : operation;
    }
}
