using System.Text.Json;
using Pipeline.Simulator.Tests.Demo;

namespace Pipeline.Simulator.Tests.Port;

/// <summary>Every answer on a published route must be one that Port's published API allows.</summary>
public sealed class OpenApiTests
{
    /// <summary>Routes that the published API does not have, and why the simulator has them.</summary>
    private static readonly Dictionary<string, string> Unpublished = new(StringComparer.Ordinal)
    {
        ["POST /v1/integration"] = "how Ocean installs itself",
        ["PATCH /v1/integration/simulated-aws/resync-state"] = "how Ocean reports a run",
        ["GET /v1/integration/simulated-aws/resync-request"] = "how Ocean is asked for a run",
        ["POST /v1/integration/simulated-aws/kinds/AWS%3A%3AX/examples"] = "how Ocean shows samples",
        ["POST /v1/blueprints/entities/datasource-entities"] = "how Ocean reads what it owns",
    };

    /// <summary>Answers on published routes that the published API does not describe, and why they are right.</summary>
    private static readonly Dictionary<string, string> Undescribed = new(StringComparer.Ordinal)
    {
        ["POST /v1/blueprints 409"] = "the identifier is taken",
        ["POST /v1/blueprints/{blueprint_identifier}/entities 409"] = "the entity exists and upsert is false",
        ["GET /v1/integration 200"] = "only refusals are described",
        ["GET /v1/integration/{identifier} 200"] = "only refusals are described",
        ["PATCH /v1/integration/{identifier} 200"] = "only refusals are described",
        ["PATCH /v1/integration/{identifier}/config 200"] = "only refusals are described",
        ["DELETE /v1/integration/{identifier} 200"] = "only refusals are described",
        ["GET /v1/migrations/{migration_id} 200"] = "only refusals are described",
        ["GET /v1/organization 200"] = "only refusals are described",
    };

    private readonly List<string> faults = [];
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);

    [Fact]
    public async Task Answers_OnPublishedRoutes_AreAsPublished()
    {
        var api = OpenApi.Load();
        var options = new SimulatorOptions { SeedMapping = true, ResourcesPerScope = 3, Kinds = ["AWS::EC2::Instance", "AWS::EC2::SecurityGroup", "AWS::Lambda::Function"] };
        await using var world = await SimulatedWorld.StartAsync(options, TestContext.Current.CancellationToken);
        using var port = PortCaller.Anonymous(world);
        port.OnAnswer = (method, path, status, body) => Check(api, method, path, status, body);

        await port.GetAsync("/v1/blueprints");
        await port.PostAsync("/v1/auth/access_token", """{"clientId":"x","clientSecret":"y"}""");
        await port.PostAsync("/v1/auth/access_token", "{}");
        port.Bearer((await port.TokenAsync(world)).Body.GetProperty("accessToken").GetString()!);
        await CatalogFill.FillAsync(port, options);
        await WalkBlueprintsAsync(port);
        await WalkEntitiesAsync(port);
        await WalkIntegrationAsync(port);

        Assert.Empty(faults);
        TestContext.Current.TestOutputHelper?.WriteLine($"{seen.Count} kinds of answer checked:\n{string.Join('\n', seen.Order())}");
        Assert.True(seen.Count >= 40, $"only {seen.Count}");
    }

    private static async Task WalkBlueprintsAsync(PortCaller port)
    {
        await port.PostAsync("/v1/blueprints", Samples.Team);
        await port.PostAsync("/v1/blueprints", Samples.Team);
        await port.PostAsync("/v1/blueprints", Samples.Service);
        await port.PostAsync("/v1/blueprints", """{"identifier":"a b"}""");
        await port.GetAsync("/v1/blueprints");
        await port.GetAsync("/v1/blueprints/service");
        await port.GetAsync("/v1/blueprints/nope");
        await port.PatchAsync("/v1/blueprints/team", """{"description":"d"}""");
        await port.PatchAsync("/v1/blueprints/team", """{"title":""}""");
        await port.PatchAsync("/v1/blueprints/nope", "{}");
        await port.PutAsync("/v1/blueprints/team", Samples.Team);
        await port.DeleteAsync("/v1/blueprints/nope");
        await port.DeleteAsync("/v1/blueprints/team");
    }

    private static async Task WalkEntitiesAsync(PortCaller port)
    {
        await port.UpsertAsync("service", "create_missing_related_entities=true", """{"identifier":"s","title":null,"icon":null,"team":null,"relations":{"team":"t","uses":["u"]}}""", """{"identifier":"bad","properties":{"x":1}}""");
        await port.UpsertAsync("service", "", """{"identifier":7}""");
        await port.UpsertAsync("nope", "", """{"identifier":"s"}""");
        await port.UpsertAsync("team", "", new { identifier = "x", title = new string('x', 1_050_000) });
        await port.PostAsync("/v1/blueprints/team/entities", """{"identifier":"t2","team":["a","b"],"icon":"I"}""");
        await port.PostAsync("/v1/blueprints/team/entities", """{"identifier":"t2"}""");
        await port.PostAsync("/v1/blueprints/team/entities", """{"identifier":"a b"}""");
        await port.PutAsync("/v1/blueprints/team/entities/t2", """{"title":"T"}""");
        await port.PatchAsync("/v1/blueprints/team/entities/t2", """{"title":"T"}""");
        await port.PatchAsync("/v1/blueprints/team/entities/nope", "{}");
        await port.GetAsync("/v1/blueprints/team/entities/t2");
        await port.GetAsync("/v1/blueprints/team/entities/nope");
        foreach (var blueprint in new[] { "service", "ec2Instance", "lambda" })
        {
            await port.GetAsync($"/v1/blueprints/{blueprint}/entities");
            await port.PostAsync($"/v1/blueprints/{blueprint}/entities/search", """{"limit":5,"query":{"combinator":"and","rules":[{"property":"$title","operator":"isNotEmpty"}]}}""");
        }

        await port.GetAsync("/v1/blueprints/team/entities-count");
        await port.PostAsync("/v1/blueprints/team/entities/search", """{"limit":0}""");
        await port.PostAsync("/v1/entities/search", """{"combinator":"and","rules":[{"property":"$datasource","operator":"contains","value":"port-ocean/"}]}""");
        await port.PostAsync("/v1/entities/search", "{}");
        await port.PostAsync("/v1/blueprints/entities/datasource-entities", """{"datasource_prefix":"port-ocean/","limit":2}""");
        await port.PostAsync("/v1/blueprints/team/bulk/entities/delete?delete_dependents=false", """{"entities":["t"]}""");
        await port.PostAsync("/v1/blueprints/team/bulk/entities/delete?delete_dependents=true", """{"entities":["t"]}""");
        await port.DeleteAsync("/v1/blueprints/team/entities/t2?delete_dependents=false");
        await port.DeleteAsync("/v1/blueprints/team/entities/t2?delete_dependents=false");
        await port.DeleteAsync("/v1/blueprints/lambda/all-entities");
        await port.GetAsync("/v1/migrations/migration_lambda");
    }

    private static async Task WalkIntegrationAsync(PortCaller port)
    {
        await port.GetAsync("/v1/organization");
        await port.GetAsync("/v1/integration");
        await port.PostAsync("/v1/integration", """{"installationId":"other"}""");
        await port.GetAsync("/v1/integration/simulated-aws");
        await port.GetAsync("/v1/integration/nope");
        await port.PatchAsync("/v1/integration/simulated-aws", """{"version":"1"}""");
        await port.PatchAsync("/v1/integration/simulated-aws/config", """{"config":{"resources":[]}}""");
        await port.PatchAsync("/v1/integration/simulated-aws/config", "{}");
        await port.PatchAsync("/v1/integration/simulated-aws/resync-state", """{"status":"running"}""");
        await port.GetAsync("/v1/integration/simulated-aws/resync-request");
        await port.PostAsync("/v1/integration/simulated-aws/kinds/AWS%3A%3AX/examples", """{"examples":[]}""");
        await port.DeleteAsync("/v1/integration/simulated-aws");
        await port.DeleteAsync("/v1/integration/simulated-aws");
    }

    private void Check(OpenApi api, HttpMethod method, string path, int status, string body)
    {
        if (api.TemplateOf(method, path) is not { } template)
        {
            Assert.True(Unpublished.ContainsKey($"{method} {path}"), $"{method} {path} is not published");
            return;
        }

        var name = $"{method} {template} {status}";
        if (api.AnswerSchema(method, path, status) is not { } schema)
        {
            Assert.True(Undescribed.ContainsKey(name), $"{name} is not described: {body}");
            return;
        }

        seen.Add(name);
        using var answer = JsonDocument.Parse(body);
        faults.AddRange(SchemaCheck.Faults(schema, answer.RootElement).Select(fault => $"{name}: {fault}"));
    }
}
