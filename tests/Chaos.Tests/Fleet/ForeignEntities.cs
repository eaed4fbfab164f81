using System.Text.Json;
using Pipeline.Simulator;

namespace Pipeline.Chaos.Tests.Fleet;

/// <summary>
/// What others have at Port, in blueprints that this installation writes to: a person's account and a resource of it, and an account
/// of another installation of the same integration. Nothing of it may ever be touched.
/// </summary>
internal sealed class ForeignEntities : IDisposable
{
    private const string Person = "someone";
    private const string OtherInstallation = "port-ocean/aws/0.3.133/another-aws/exporter";

    private readonly PortReader _port;
    private readonly Dictionary<string, string> _planted = new(StringComparer.Ordinal);

    private ForeignEntities(PortReader port) => _port = port;

    /// <summary>How many there are.</summary>
    public int Count => _planted.Count;

    public static async Task<ForeignEntities> PlantAsync(SimulatedWorld world)
    {
        var foreign = new ForeignEntities(await PortReader.OpenAsync(world));
        await foreign.PlantAsync(world, Person, "awsAccount", new { identifier = "999900000001", title = "A person's" });
        var ours = world.Catalog.Blueprints.Select(blueprint => blueprint!["identifier"]!.GetValue<string>()).First(blueprint => blueprint != "awsAccount");
        await foreign.PlantAsync(world, Person, ours, new { identifier = "a-person-s", relations = new { account = "999900000001" } });
        await foreign.PlantAsync(world, OtherInstallation, "awsAccount", new { identifier = "999900000002", title = "Another installation's" });
        return foreign;
    }

    /// <summary>Whether a name, as the Simulator reports it, is one of them.</summary>
    public bool Holds(string entity) => _planted.ContainsKey(entity);

    /// <summary>Fails when one is gone, or is not as it was.</summary>
    public async Task UntouchedAsync(Func<string, string> explain)
    {
        foreach (var (name, text) in _planted)
        {
            var now = await _port.ReadAsync(PathOf(name));
            Assert.True(now == text, explain($"{name} is another's and was touched: {now}"));
        }
    }

    public void Dispose() => _port.Dispose();

    private async Task PlantAsync(SimulatedWorld world, string agent, string blueprint, object entity)
    {
        using var owner = await PortReader.OpenAsync(world, agent);
        var name = $"{blueprint}/{JsonSerializer.SerializeToElement(entity).GetProperty("identifier").GetString()}";
        await owner.WriteAsync(blueprint, entity);
        _planted[name] = await _port.ReadAsync(PathOf(name));
    }

    private static string PathOf(string name) => $"/v1/blueprints/{name.Replace("/", "/entities/", StringComparison.Ordinal)}";
}
