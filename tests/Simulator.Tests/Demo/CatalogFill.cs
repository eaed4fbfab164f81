using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Simulator.Demo;
using Pipeline.Simulator.Demo.Oracle;
using Pipeline.Simulator.Faults;
using Pipeline.Simulator.Kinds;
using Pipeline.Simulator.Organisation;
using Pipeline.Simulator.Tests.Port;

namespace Pipeline.Simulator.Tests.Demo;

/// <summary>Puts at Port, over HTTP, what is expected there.</summary>
internal static class CatalogFill
{
    public static async Task FillAsync(PortCaller port, SimulatorOptions options)
    {
        var organisation = new SimulatedOrganisation(options);
        var oracle = new DemoOracle(organisation, new ResourceDirectory(organisation, options, new FaultBook(options.Seed, TimeProvider.System)));
        var entities = organisation.Accounts.Select(account => DemoOracle.Account(account, organisation.ArnOf(account), suspended: false))
            .Concat(oracle.Scopes().SelectMany(scope => oracle.Scope(scope.Kind, scope.Account.Id, scope.Region)));
        var blueprints = DemoCatalog.For(options).Blueprints.ToDictionary(blueprint => blueprint!["identifier"]!.GetValue<string>(), blueprint => blueprint!["relations"]!.AsObject());
        foreach (var batch in entities.GroupBy(entity => entity.Blueprint).SelectMany(group => group.Chunk(20)))
        {
            var relations = blueprints[batch[0].Blueprint];
            var answer = await port.UpsertAsync(
                batch[0].Blueprint, "create_missing_related_entities=true", [.. batch.Select(entity => (object)ToJson(entity, relations))]);
            Assert.True(answer.Status == 200 || (answer.Status == 207 && options.Faults.Count > 0), answer.Text);
        }
    }

    private static JsonElement ToJson(ExpectedEntity entity, JsonObject relations) => JsonSerializer.SerializeToElement(new
    {
        identifier = entity.Identifier,
        title = entity.Title,
        properties = entity.Properties,
        relations = entity.Relations
            .Where(relation => relation.Value.Count > 0 && relations.ContainsKey(relation.Key))
            .ToDictionary(relation => relation.Key, relation => relations[relation.Key]!["many"]!.GetValue<bool>() ? (object)relation.Value : relation.Value[0]),
    });
}
