using System.Text.Json;
using Pipeline.Contracts;
using Pipeline.Contracts.Mapping;

namespace Pipeline.Mapper.Tests;

/// <summary>What the integration that users come from made of an estate: ours must be equal.</summary>
public sealed class CompatibilityTests
{
    private const string VolumeKind = "AWS::EC2::Volume";

    [Fact]
    public void Map_WholeEstate_GivesEveryEntityEqual()
    {
        var mapping = Mapping();
        var resources = Resources().Where(resource => resource.Kind != VolumeKind).Concat(ListedVolumes());
        var ours = resources.GroupBy(resource => resource.Kind)
            .SelectMany(kind => Map(mapping, kind.Key, [.. kind.Select(resource => resource.Raw)]).Entities)
            .GroupBy(entity => (entity.Blueprint, entity.Identifier))
            .ToDictionary(same => same.Key, same => same.Last().Body);

        var theirs = Repository.SharedLines("compat/entities.jsonl");

        Assert.Equal(722, theirs.Count);
        Assert.Equal(theirs.Count, ours.Count);
        Assert.All(theirs, entity =>
            AssertSame(entity, ours[(entity.GetProperty("blueprint").GetString()!, entity.GetProperty("identifier").GetString()!)]));
    }

    [Fact]
    public void Map_WholeEstate_DropsWhatTheSelectorDropped()
    {
        var logGroups = Resources().Where(resource => resource.Kind == "AWS::Logs::LogGroup").Select(resource => resource.Raw).ToList();

        var page = Map(Mapping(), "AWS::Logs::LogGroup", logGroups);

        var filtered = Assert.Single(page.Findings, finding => finding.Kind == FindingKind.FilteredOut);
        Assert.Equal(logGroups.Count, page.Entities.Count + filtered.Count);
        Assert.Empty(page.Faulted);
    }

    [Fact]
    public void Preview_ItemsOfListedVolumes_AreTheItemsTheMappingSaw()
    {
        var mapping = Mapping();

        var inputs = ListedVolumes()
            .SelectMany(volume => MappingPreview.Of(mapping, volume.Raw, volume.Kind).Single().Entities)
            .Select(entity => entity.Input)
            .ToList();

        var seen = Resources().Where(resource => resource.Kind == VolumeKind).Select(resource => resource.Raw).ToList();
        Assert.Equal(381, seen.Count);
        Assert.Equal(Sorted(seen), Sorted(inputs));
    }

    private static IEnumerable<string> Sorted(IEnumerable<JsonElement> items) => items.Select(item => item.GetRawText()).Order(StringComparer.Ordinal);

    private static CompiledMapping Mapping()
    {
        var mapping = CompiledMapping.Compile(MappingReader.Read(JsonElement.Parse(Repository.SharedText("compat/mapping.json"))));
        Assert.Empty(mapping.Problems);
        return mapping;
    }

    private static IEnumerable<(string Kind, JsonElement Raw)> Resources() => Read("compat/raw-items.jsonl");

    private static IEnumerable<(string Kind, JsonElement Raw)> ListedVolumes() => Read("compat/listed-volumes.jsonl");

    private static IEnumerable<(string Kind, JsonElement Raw)> Read(string path) =>
        Repository.SharedLines(path).Select(line => (line.GetProperty("kind").GetString()!, line.GetProperty("raw")));

    private static MappedPage Map(CompiledMapping mapping, string kind, IReadOnlyList<JsonElement> raws)
    {
        var page = Sample.Page(mapping) with
        {
            Blocks = [.. mapping.Document.Blocks.Where(block => block.Kind == kind).Select(block => block.Position)],
            Resources = [.. raws.Select((raw, index) => new EnumeratedResource { Identifier = $"{kind}/{index}", Raw = raw })],
        };
        return ResourceMapper.Map(mapping, page, TestContext.Current.CancellationToken);
    }

    // Port's stand-in kept an empty object for relations that were not sent.
    private static void AssertSame(JsonElement theirs, JsonElement ours)
    {
        foreach (var field in theirs.EnumerateObject())
        {
            var same = ours.TryGetProperty(field.Name, out var value)
                ? JsonElement.DeepEquals(field.Value, value)
                : field.Value.GetRawText() == "{}";
            Assert.True(same, $"{field.Name} of {theirs.GetProperty("identifier")}: {field.Value} is not {value}");
        }

        Assert.All(ours.EnumerateObject(), field => Assert.True(theirs.TryGetProperty(field.Name, out _), $"{field.Name} is not theirs"));
    }
}
