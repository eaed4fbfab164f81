using System.Text;
using Pipeline.Simulator.Tests.Demo;
using Pipeline.Tests.PortApi;

namespace Pipeline.Simulator.Tests.Port;

/// <summary>Every answer on a published route must be one that Port's published API allows.</summary>
public sealed class OpenApiTests
{
    private readonly List<string> faults = [];
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);

    [Fact]
    public async Task Answers_OnPublishedRoutes_AreAsPublished()
    {
        Repository.Shared("port-api/openapi.json");
        var api = PortApiDocument.Instance!;
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

    private void Check(PortApiDocument api, HttpMethod method, string path, int status, string body)
    {
        if (api.Find(method.Method, path)?.AnswerSchema(status) is not null)
        {
            seen.Add($"{method} {api.Find(method.Method, path)!.Template} {status}");
        }

        faults.AddRange(api.AnswerFaults(method.Method, path, status, Encoding.UTF8.GetBytes(body)).Select(fault => $"{method} {path} {fault}"));
    }
}
