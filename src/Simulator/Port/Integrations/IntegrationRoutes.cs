using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;

namespace Pipeline.Simulator.Port.Integrations;

/// <summary>The life of an integration: its mapping, its state, requests to run.</summary>
internal sealed class IntegrationRoutes(IntegrationStore integrations, Provisioning provisioning)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPort("GET", "/v1/integration", List);
        routes.MapPort("POST", "/v1/integration", Create);
        routes.MapPort("GET", "/v1/integration/provision-enabled", exchange => exchange.ReplyOk(json =>
        {
            json.WriteStartArray("integrations"u8);
            provisioning.Types.ToList().ForEach(json.WriteStringValue);
            json.WriteEndArray();
        }));
        routes.MapPort("GET", "/v1/integration/{integration}", Get);
        routes.MapPort("PATCH", "/v1/integration/{integration}", Change);
        routes.MapPort("DELETE", "/v1/integration/{integration}", Delete);
        routes.MapPort("PATCH", "/v1/integration/{integration}/config", ChangeConfig);
        routes.MapPort("PATCH", "/v1/integration/{integration}/resync-state", ChangeState);
        routes.MapPort("GET", "/v1/integration/{integration}/resync-request", GetResyncRequest);
        routes.MapPort("POST", "/v1/integration/{integration}/kinds/{kind}/examples", KeepExamples);
    }

    private void List(PortExchange exchange) => exchange.ReplyOk(json =>
    {
        json.WriteStartArray("integrations"u8);
        foreach (var integration in integrations.All)
        {
            integration.WriteTo(json);
        }

        json.WriteEndArray();
    });

    private void Get(PortExchange exchange)
    {
        var identifier = exchange.Route("integration");
        if (provisioning.Look(identifier) is { } mapping)
        {
            integrations.Change(identifier, new JsonObject { ["config"] = mapping });
        }

        Answer(exchange, integrations.Find(identifier));
    }

    private void Create(PortExchange exchange)
    {
        if (Read(exchange) is not { } body)
        {
            return;
        }

        if (body["installationId"] is not JsonValue id || !id.TryGetValue<string>(out var identifier) || identifier.Length == 0)
        {
            exchange.Refuse(PortError.Invalid("body must have required property 'installationId'"));
        }
        else if (integrations.Create(body) is { } created)
        {
            if (exchange.Context.Request.Query["integration_modes"] == "create_resources")
            {
                provisioning.Begin(identifier);
            }

            Answer(exchange, created, 201);
        }
        else
        {
            exchange.Refuse(new(409, "identifier_taken", $"An integration with identifier \"{identifier}\" already exists"));
        }
    }

    private void Change(PortExchange exchange)
    {
        var identifier = exchange.Route("integration");
        if (Read(exchange) is not { } body)
        {
            return;
        }

        // An empty change is how Port's documentation asks for a run.
        if (body.Count == 0 && integrations.Find(identifier) is not null)
        {
            integrations.RequestResync(identifier);
        }

        Answer(exchange, integrations.Change(identifier, body));
    }

    private void Delete(PortExchange exchange)
    {
        if (integrations.Remove(exchange.Route("integration")))
        {
            exchange.ReplyOk(static _ => { });
        }
        else
        {
            exchange.Refuse(PortError.NotFound("Integration", exchange.Route("integration")));
        }
    }

    private void ChangeConfig(PortExchange exchange)
    {
        if (Read(exchange) is not { } body)
        {
            return;
        }

        if (body["config"] is JsonObject config)
        {
            Answer(exchange, integrations.Change(exchange.Route("integration"), new JsonObject { ["config"] = config.DeepClone() }));
        }
        else
        {
            exchange.Refuse(PortError.Invalid("body must have required property 'config'"));
        }
    }

    private void ChangeState(PortExchange exchange)
    {
        var identifier = exchange.Route("integration");
        if (Read(exchange) is not { } body)
        {
            return;
        }

        var state = integrations.Find(identifier)?["resyncState"] as JsonObject ?? [];
        foreach (var (name, value) in body)
        {
            state[name] = value?.DeepClone();
        }

        state["updatedAt"] = integrations.Stamp();
        Answer(exchange, integrations.Change(identifier, new JsonObject { ["resyncState"] = state.DeepClone() }));
    }

    private void GetResyncRequest(PortExchange exchange)
    {
        var identifier = exchange.Route("integration");
        if (integrations.Find(identifier) is null)
        {
            exchange.Refuse(PortError.NotFound("Integration", identifier));
            return;
        }

        exchange.ReplyOk(json =>
        {
            json.WritePropertyName("request"u8);
            if (integrations.ResyncRequest(identifier) is { } request)
            {
                request.WriteTo(json);
            }
            else
            {
                json.WriteNullValue();
            }
        });
    }

    private void KeepExamples(PortExchange exchange)
    {
        if (Read(exchange) is { } body)
        {
            integrations.KeepExamples(exchange.Route("integration"), exchange.Route("kind"), body["examples"]?.DeepClone() ?? new JsonArray());
            exchange.ReplyOk(static _ => { });
        }
    }

    private static JsonObject? Read(PortExchange exchange)
    {
        using var body = exchange.ReadObject();
        return body is null ? null : JsonObject.Create(body.RootElement.Clone());
    }

    private static void Answer(PortExchange exchange, JsonObject? integration, int status = 200)
    {
        if (integration is null)
        {
            exchange.Refuse(PortError.NotFound("Integration", exchange.Route("integration")));
            return;
        }

        exchange.ReplyOk(
            json =>
            {
                json.WritePropertyName("integration"u8);
                integration.WriteTo(json);
            },
            status);
    }
}
