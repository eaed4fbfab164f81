using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Pipeline.Services.Tests.Running;

namespace Pipeline.Services.Tests.Compose;

/// <summary>What docker-compose.yml starts, as processes of this machine with the environments that it gives them.</summary>
public sealed class ComposeRunTests : QueuesAndTables
{
    private static readonly (string Service, string Project)[] Stages =
        [("port-writer", "PortWriter"), ("mapper", "Mapper"), ("enumerator", "Enumerator"), ("ingress", "Ingress")];

    [Fact]
    public async Task When_all_of_the_file_runs_then_its_sync_finishes_and_Port_equals_the_organisation()
    {
        var (aws, port) = (FreePort.Find(), FreePort.Find());
        await using var simulator = CommandUnderTest.Start(new Dictionary<string, string?>(), [.. SimulatorCommand(aws, port)]);
        await Eventually.TrueAsync(async () => await HealthyAsync($"http://127.0.0.1:{port}/_simulator/stats"), () => simulator.Said);
        var running = new List<StageUnderTest>();
        try
        {
            foreach (var (service, project) in Stages)
            {
                running.Add(StageUnderTest.Start(project, Here(ComposeFile.EnvironmentOf(service), aws, port)));
            }

            await Task.WhenAll(running.Select(stage => stage.ReadyAsync()));
            await Eventually.TrueAsync(() => IsEqualAsync(port), () => string.Join("\n\n", running.Select(stage => stage.Log)), TimeSpan.FromMinutes(8));
        }
        finally
        {
            foreach (var stage in running)
            {
                await stage.DisposeAsync();
            }
        }
    }

    // The run has other addresses than the file's: what is refused of those would not be seen there.
    [Theory]
    [InlineData("port-writer", "PortWriter")]
    [InlineData("mapper", "Mapper")]
    [InlineData("enumerator", "Enumerator")]
    [InlineData("ingress", "Ingress")]
    public async Task When_a_service_is_given_the_file_s_own_environment_then_it_takes_it_and_waits_for_what_it_names(string service, string project)
    {
        await using var stage = StageUnderTest.Start(project, ComposeFile.EnvironmentOf(service));

        await Eventually.TrueAsync(async () => (await stage.GetAsync("/health/live")).Status == HttpStatusCode.OK, () => stage.Log);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await stage.GetAsync("/health/ready")).Status);
        Assert.False(stage.HasExited, stage.Log);
    }

    private static IEnumerable<string> SimulatorCommand(int aws, int port) => ComposeFile.CommandOf("simulator").Select(word => word switch
    {
        "0.0.0.0" or "simulator" => "127.0.0.1",
        "4577" => aws.ToString(CultureInfo.InvariantCulture),
        "4578" => port.ToString(CultureInfo.InvariantCulture),
        _ => word,
    });

    // The health check of the image, asked of the process.
    private static async Task<bool> HealthyAsync(string address) =>
        (await CommandUnderTest.RunAsync(new Dictionary<string, string?>(), "health", address)).ExitCode == 0;

    private static async Task<bool> IsEqualAsync(int port)
    {
        using var client = new HttpClient();
        var report = JsonNode.Parse(await client.GetStringAsync(new Uri($"http://127.0.0.1:{port}/_simulator/equality")))!;
        return report["equal"]!.GetValue<bool>() && report["matching"]!.GetValue<int>() > 0;
    }

    private Dictionary<string, string> Here(Dictionary<string, string> environment, int aws, int port) => environment.ToDictionary(
        variable => variable.Key,
        variable => variable.Value switch
        {
            "http://simulator:4577" => $"http://127.0.0.1:{aws}",
            "http://simulator:4578" => $"http://127.0.0.1:{port}",
            "http://localstack:4566" => (variable.Key == "AWS_ENDPOINT_URL_DYNAMODB" ? Tables.Address : (Uri)Queues.Address).ToString().TrimEnd('/'),
            var value => value,
        });
}
