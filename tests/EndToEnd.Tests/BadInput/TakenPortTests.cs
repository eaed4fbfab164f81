using System.Net;
using System.Net.Sockets;
using Pipeline.EndToEnd.Tests.Program;

namespace Pipeline.EndToEnd.Tests.BadInput;

public sealed class TakenPortTests
{
    [Theory]
    [InlineData("POLLING")]
    [InlineData("WEBHOOKS_ONLY")]
    public async Task When_somebody_else_listens_on_the_port_then_run_says_just_that_and_exits_with_64(string listener)
    {
        await using var world = await Estate.SmallAsync();
        using var taken = new TcpListener(IPAddress.Any, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var environment = world.With("APPLICATION__PORT", $"{port}")
            .With("OCEAN__EVENT_LISTENER__TYPE", listener)
            .With("OCEAN__INTEGRATION__CONFIG__LIVE_EVENTS_API_KEY", Installation.WebhookKey);

        var result = await PipelineProcess.RunAsync(environment, "run");

        result.MustExitWith(64);
        var said = Assert.Single(result.Said.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith($"APPLICATION__PORT: port {port} ", said, StringComparison.Ordinal);
    }
}
