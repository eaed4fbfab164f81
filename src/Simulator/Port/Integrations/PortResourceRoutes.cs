using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Pipeline.Simulator.Port.Blueprints;

namespace Pipeline.Simulator.Port.Integrations;

/// <summary>What an integration may bring beside blueprints: actions, scorecards, pages.</summary>
internal sealed class PortResourceRoutes(BlueprintStore blueprints)
{
    private readonly PortResourceStore store = new();

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPort("GET", "/v1/actions", exchange => List(exchange, "actions", "actions"));
        routes.MapPort("POST", "/v1/actions", exchange => Create(exchange, "actions", "action"));
        routes.MapPort("GET", "/v1/pages", exchange => List(exchange, "pages", "pages"));
        routes.MapPort("POST", "/v1/pages", exchange => Create(exchange, "pages", "page"));
        routes.MapPort("GET", "/v1/blueprints/{blueprint}/scorecards", exchange => OfBlueprint(exchange, place => List(exchange, place, "scorecards")));
        routes.MapPort("POST", "/v1/blueprints/{blueprint}/scorecards", exchange => OfBlueprint(exchange, place => Create(exchange, place, "scorecard")));
    }

    private void OfBlueprint(PortExchange exchange, Action<string> answer)
    {
        var blueprint = exchange.Route("blueprint");
        if (blueprints.Find(blueprint) is null)
        {
            exchange.Refuse(PortError.NotFound("Blueprint", blueprint));
            return;
        }

        answer("scorecards/" + blueprint);
    }

    private void List(PortExchange exchange, string collection, string name) => exchange.ReplyOk(json =>
    {
        json.WriteStartArray(name);
        foreach (var resource in store.Of(collection))
        {
            resource.WriteTo(json);
        }

        json.WriteEndArray();
    });

    private void Create(PortExchange exchange, string collection, string name)
    {
        using var document = exchange.ReadObject();
        if (document is null)
        {
            return;
        }

        var body = JsonObject.Create(document.RootElement.Clone())!;
        if (body["identifier"] is not JsonValue value || !value.TryGetValue<string>(out var identifier) || identifier.Length == 0)
        {
            exchange.Refuse(PortError.Invalid("body must have required property 'identifier'"));
        }
        else if (!store.TryAdd(collection, identifier, body))
        {
            exchange.Refuse(new(409, "identifier_taken", $"A {name} with the identifier \"{identifier}\" already exists"));
        }
        else
        {
            exchange.ReplyOk(
                json =>
                {
                    json.WritePropertyName(name);
                    body.WriteTo(json);
                },
                201);
        }
    }
}
