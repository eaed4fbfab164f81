using System.Text.Json.Nodes;
using Pipeline.Simulator;

namespace Pipeline.EndToEnd.Tests.Program;

/// <summary>What Cloud Control lists, from the data beside the repository. Tests are skipped where it is absent.</summary>
internal static class CloudControlCatalog
{
    /// <summary>Some of the kinds that are listed without a parent: the nth and each nth after it.</summary>
    public static IReadOnlyList<KindFacts> Listable(int every) => [.. Read().Where(kind => kind.ListRequires.Count == 0).Where((_, index) => index % every == every - 1)];

    /// <summary>The first kind that is listed only with a parent's identifier.</summary>
    public static KindFacts NeedingParent() => Read().First(kind => kind.ListRequires.Count > 0);

    private static IEnumerable<KindFacts> Read()
    {
        return JsonNode.Parse(Repository.SharedText("aws/cloudcontrol-list-catalog.json"))!.AsObject()
            .Select(kind => new KindFacts(kind.Key, Names(kind.Value!["primaryIdentifier"]), Names(kind.Value["listRequires"])));
    }

    private static IReadOnlyList<string> Names(JsonNode? names) => [.. names?.AsArray().Select(name => name!.GetValue<string>()) ?? []];
}
