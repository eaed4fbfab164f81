using System.Collections.Concurrent;
using Pipeline.Simulator.Recording;
using Pipeline.Tests.Traffic;

namespace Pipeline.Simulator.Tests.Port;

/// <summary>What other tests rely on when they hold all traffic against Port's published API: that it is told, and that the check can fail.</summary>
public sealed class TrafficTests : IDisposable
{
    private readonly ConcurrentQueue<PortTraffic> seen = [];
    private readonly IDisposable subscription;

    public TrafficTests() => subscription = PortTraffic.Source.Subscribe(new Recorder(seen));

    [Fact]
    public async Task Requests_OfTheApi_HaveNoFaults()
    {
        await using var world = await StartAsync();
        using var port = await PortCaller.StartAsync(world);

        await port.PostAsync("/v1/blueprints", Samples.Team);
        await port.UpsertAsync("team", "merge=true", """{"identifier":"t","title":null}""");
        await port.UpsertAsync("team", "", """{"identifier":"a b"}""");

        Assert.Equal(3 + 1, seen.Count(traffic => traffic.World == world.PortEndpoint.Authority));
        Assert.Empty(Faults(world));
    }

    [Theory]
    [InlineData("GET", "/v1/invented/traffic", null)]
    [InlineData("GET", "/v1/blueprints?traffic=1", null)]
    [InlineData("GET", "/v1/organization", "{}")]
    public async Task Requests_OutsideTheApi_AreFaults(string method, string target, string? body)
    {
        await using var world = await StartAsync();
        using var port = await PortCaller.StartAsync(world);

        await port.SendAsync(new HttpMethod(method), target, body);

        Assert.Contains(Faults(world), fault => fault.StartsWith($"{method} {target} ", StringComparison.Ordinal));
    }

    public void Dispose() => subscription.Dispose();

    // Tests beside this one have worlds of their own.
    private IEnumerable<string> Faults(SimulatedWorld world) =>
        seen.Where(traffic => traffic.World == world.PortEndpoint.Authority).SelectMany(TrafficCheck.Faults);

    private static async Task<SimulatedWorld> StartAsync()
    {
        Repository.Shared("port-api/openapi.json");
        return await SimulatedWorld.StartAsync(new SimulatorOptions(), TestContext.Current.CancellationToken);
    }

    private sealed class Recorder(ConcurrentQueue<PortTraffic> seen) : IObserver<KeyValuePair<string, object?>>
    {
        public void OnNext(KeyValuePair<string, object?> value)
        {
            var traffic = (PortTraffic)value.Value!;
            seen.Enqueue(traffic with { Body = traffic.Body.ToArray(), Answer = traffic.Answer.ToArray() });
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }
    }
}
