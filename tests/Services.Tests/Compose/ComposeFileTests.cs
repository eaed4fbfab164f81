using System.Net;
using System.Text.Json.Nodes;
using NJsonSchema;
using Pipeline.Emulators;
using Pipeline.Simulator;

namespace Pipeline.Services.Tests.Compose;

public sealed class ComposeFileTests
{
    private static readonly string[] Stages = ["ingress", "enumerator", "mapper", "port-writer"];

    private static readonly string[] Projects = ["Ingress", "Enumerator", "Mapper", "PortWriter"];

    [Fact]
    public async Task File_FitsTheSchemaOfTheSpecification()
    {
        var schema = await SchemaAsync();
        var broken = ComposeFile.Read();
        broken["services"]!["mapper"]!["depends"] = "on";

        Assert.Empty(schema.Validate(ComposeFile.Read().ToJsonString()));
        Assert.NotEmpty(schema.Validate(broken.ToJsonString()));
    }

    [Fact]
    public void Dependencies_AreServicesThatHaveAHealthCheck()
    {
        var services = ComposeFile.Read()["services"]!.AsObject();
        var checkedOnes = services.Where(service => service.Value!["healthcheck"] is not null || DockerfileOf(service.Value) is { } file && File.ReadAllText(file).Contains("HEALTHCHECK", StringComparison.Ordinal))
            .Select(service => service.Key)
            .ToHashSet(StringComparer.Ordinal);

        foreach (var (name, service) in services)
        {
            var wanted = service!["depends_on"]?.AsObject() ?? [];
            Assert.All(wanted, dependency => Assert.Equal("service_healthy", dependency.Value!["condition"]!.ToString()));
            Assert.Subset(checkedOnes, wanted.Select(dependency => dependency.Key).ToHashSet(StringComparer.Ordinal));
            Assert.False(Stages.Contains(name) && wanted.Count < 2, $"{name} does not wait for queues and simulator.");
        }
    }

    [Fact]
    public async Task Environment_IsThatOfTheSimulatorThatTheFileStarts()
    {
        var command = ComposeFile.CommandOf("simulator");
        Assert.Equal(
            "simulate --listen 0.0.0.0 --host simulator --aws-port 4577 --port-port 4578 --accounts 2 --regions us-east-1,eu-west-1 --resources 5",
            string.Join(' ', command));
        var options = new SimulatorOptions { Accounts = 2, Regions = ["us-east-1", "eu-west-1"], ResourcesPerScope = 5 };
        await using var world = await SimulatedWorld.StartAsync(options, TestContext.Current.CancellationToken);

        foreach (var stage in Stages)
        {
            var environment = ComposeFile.EnvironmentOf(stage);
            Assert.All(
                world.Environment.Where(variable => variable.Key.StartsWith("OCEAN__", StringComparison.Ordinal) && variable.Key != "OCEAN__PORT__BASE_URL"),
                variable => Assert.Equal(variable.Value, environment[variable.Key]));
            Assert.Equal(("http://simulator:4577", "http://simulator:4578"), (environment["AWS_ENDPOINT_URL"], environment["OCEAN__PORT__BASE_URL"]));
        }
    }

    [Fact]
    public async Task Simulator_ThatListensForOthers_NamesItselfAsTheyKnowIt()
    {
        await using var world = await SimulatedWorld.StartAsync(
            new SimulatorOptions { ListenAddress = IPAddress.Any, HostName = "simulator" }, TestContext.Current.CancellationToken);

        Assert.Equal("simulator", world.PortEndpoint.Host);
        Assert.Equal($"http://simulator:{world.AwsEndpoint.Port}", world.Environment["AWS_ENDPOINT_URL"]);
        using var client = new HttpClient();
        Assert.Contains("requests", await client.GetStringAsync(new Uri($"http://127.0.0.1:{world.PortEndpoint.Port}/_simulator/stats")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Ingress")]
    [InlineData("Enumerator")]
    [InlineData("Mapper")]
    [InlineData("PortWriter")]
    [InlineData("Standalone")]
    public void Dockerfile_EndsInAnImageWithoutShellThatRunsTheProgramAsNobodySpecial(string project)
    {
        var lines = File.ReadAllLines(Path.Combine(Repository.Root, "src", project, "Dockerfile"));
        var last = lines[Array.FindLastIndex(lines, line => line.StartsWith("FROM ", StringComparison.Ordinal))..];

        Assert.Contains($"ARG PROJECT={project}", lines);
        Assert.Contains(lines, line => line.Contains("--locked-mode", StringComparison.Ordinal));
        Assert.EndsWith("-chiseled", last[0], StringComparison.Ordinal);
        Assert.DoesNotContain(last, line => line.StartsWith("RUN ", StringComparison.Ordinal));
        Assert.True(int.Parse(last.Single(line => line.StartsWith("USER ", StringComparison.Ordinal))[5..], System.Globalization.CultureInfo.InvariantCulture) > 0);
        Assert.Equal([$"/app/Pipeline.{project}"], Words(last, "ENTRYPOINT "));
        Assert.Equal([$"/app/Pipeline.{project}", "health"], Words(last, "HEALTHCHECK ", " CMD "));
        Assert.All(Copied(lines), path => Assert.True(Path.Exists(Path.Combine(Repository.Root, path)), path));
    }

    [Fact]
    public void Dockerfiles_OfTheServices_DifferInTheirNameOnly()
    {
        var all = Projects
            .Select(project => File.ReadAllText(Path.Combine(Repository.Root, "src", project, "Dockerfile")).Replace(project, "X", StringComparison.Ordinal));

        Assert.Single(all.Distinct());
    }

    private static IEnumerable<string> Copied(string[] lines) => lines
        .Where(line => line.StartsWith("COPY ", StringComparison.Ordinal) && !line.Contains("--from", StringComparison.Ordinal))
        .SelectMany(line => line.Split(' ')[1..^1]);

    // Exec form: a shell in between would keep SIGTERM to itself.
    private static string[] Words(string[] lines, string instruction, string? after = null)
    {
        var line = lines.Single(line => line.StartsWith(instruction, StringComparison.Ordinal));
        return [.. JsonNode.Parse(line.Split(after ?? instruction, 2)[1])!.AsArray().Select(word => word!.ToString())];
    }

    private static string? DockerfileOf(JsonNode? service) =>
        service?["build"]?["dockerfile"]?.ToString() is { } file ? Path.Combine(Repository.Root, file) : null;

    // Its durations are compose's own ("10s"), and not those of JSON schema that the format would ask for.
    private static async Task<JsonSchema> SchemaAsync()
    {
        try
        {
            var text = await ComposeSchema.ReadAsync();
            return await JsonSchema.FromJsonAsync(text.Replace("\"format\": \"duration\"", "\"pattern\": \"^([0-9]+(us|ms|s|m|h))+$\"", StringComparison.Ordinal));
        }
        catch (EmulatorUnavailableException unavailable)
        {
            Assert.Skip(unavailable.Message);
            throw;
        }
    }
}
