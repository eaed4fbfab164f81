namespace Pipeline.Simulator.Tests.Port;

/// <summary>Two blueprints with one of everything.</summary>
internal static class Samples
{
    public const string Team = """{"identifier":"team","title":"Team","schema":{"properties":{"lead":{"type":"string"}}}}""";

    public const string Service = """
        {"identifier":"service","title":"Service","icon":"Service",
         "schema":{"required":["tier"],"properties":{
           "tier":{"type":"string","enum":["gold","silver"],"default":"silver"},
           "replicas":{"type":"number","minimum":0,"maximum":100},
           "public":{"type":"boolean"},
           "since":{"type":"string","format":"date-time"},
           "site":{"type":"string","format":"url"},
           "owner":{"type":"string","format":"email"},
           "code":{"type":"string","pattern":"^[A-Z]{3}$","maxLength":3},
           "labels":{"type":"array","items":{"type":"string"},"uniqueItems":true,"maxItems":3},
           "config":{"type":"object"},
           "address":{"type":"string","format":"ipv4"}}},
         "relations":{
           "team":{"title":"Team","target":"team","required":false,"many":false},
           "uses":{"title":"Uses","target":"service","required":false,"many":true}}}
        """;

    public static async Task<(SimulatedWorld World, PortCaller Port)> StartAsync(SimulatorOptions? options = null, TimeProvider? clock = null)
    {
        var world = await SimulatedWorld.StartAsync(options ?? new(), clock ?? TimeProvider.System, TestContext.Current.CancellationToken);
        var port = await PortCaller.StartAsync(world);
        Assert.Equal(201, (await port.PostAsync("/v1/blueprints", Team)).Status);
        Assert.Equal(201, (await port.PostAsync("/v1/blueprints", Service)).Status);
        return (world, port);
    }
}
