using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Pipeline.Emulators;
using Pipeline.Simulator;

namespace Pipeline.Services.Tests.Running;

/// <summary>A simulated organisation and Port, and queues, topics and a bucket of their own in an emulator.</summary>
internal sealed class InstallationUnderTest : IAsyncDisposable
{
    // What a killed process had taken comes back after half a minute, and moto counts in tens of milliseconds.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly Dictionary<string, string> _environment;

    private InstallationUnderTest(SimulatedWorld world, Emulator emulator, Emulator? tables)
    {
        World = world;
        var own = emulator.Address.ToString().TrimEnd('/');
        _environment = new Dictionary<string, string>(world.Environment)
        {
            // The pipeline's own calls are signed with these; resources are read with the keys of the config.
            ["AWS_ACCESS_KEY_ID"] = "own",
            ["AWS_SECRET_ACCESS_KEY"] = "own",
            ["AWS_ENDPOINT_URL_SQS"] = own,
            ["AWS_ENDPOINT_URL_SNS"] = own,
            ["AWS_ENDPOINT_URL_S3"] = own,
            ["PIPELINE__MESSAGING__PREFIX"] = Prefix,
            ["PIPELINE__CLAIM_CHECK__BUCKET"] = Prefix + "-claims",
            ["APPLICATION__PORT"] = "0",
            ["PIPELINE__HEALTH__PORT"] = "0",
        };
        if (tables is not null)
        {
            _environment["AWS_ENDPOINT_URL_DYNAMODB"] = tables.Address.ToString().TrimEnd('/');
            _environment["PIPELINE__LEDGER__TABLE"] = Prefix;
        }
    }

    public SimulatedWorld World { get; }

    public string Prefix { get; } = string.Create(CultureInfo.InvariantCulture, $"t{Guid.NewGuid():N}")[..9];

    public IReadOnlyDictionary<string, string> Environment => _environment;

    public static async Task<InstallationUnderTest> StartAsync(Emulator emulator, SimulatorOptions options, Emulator? tables = null) =>
        new(await SimulatedWorld.StartAsync(options with { SeedMapping = true }, TestContext.Current.CancellationToken), emulator, tables);

    /// <summary>The environment with some variables set otherwise.</summary>
    public IReadOnlyDictionary<string, string?> With(params (string Name, string Value)[] variables)
    {
        var environment = _environment.ToDictionary(variable => variable.Key, variable => (string?)variable.Value);
        foreach (var (name, value) in variables)
        {
            environment[name] = value;
        }

        return environment;
    }

    /// <summary>Waits until Port equals the organisation.</summary>
    public async Task ConvergedAsync(Func<string> otherwise)
    {
        var waited = Stopwatch.StartNew();
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        EqualityReport report;
        while (!(report = await World.CompareAsync(TestContext.Current.CancellationToken)).Equal)
        {
            Assert.True(
                waited.Elapsed < Patience,
                $"Port is not equal: {report.MissingCount} missing, {report.DifferentCount} different, {report.UnexpectedCount} unexpected of {report.Expected}.\n{otherwise()}");
            await looks.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Asks Port for a resync, as a person does with the button.</summary>
    public async Task ResyncAsync()
    {
        using var client = new HttpClient();
        (await client.PostAsync(new Uri(World.PortEndpoint, "/_simulator/resync-request"), null)).EnsureSuccessStatusCode();
    }

    /// <summary>Every request about entities that Port ever got.</summary>
    public async Task<string> EntityRequestsAsync()
    {
        using var client = new HttpClient();
        var requests = JsonNode.Parse(await client.GetStringAsync(new Uri(World.PortEndpoint, "/_simulator/requests?last=100000&side=port")))!.AsArray();
        return string.Join('\n', requests.Select(request => request!.ToJsonString()).Where(request => request.Contains("/entities", StringComparison.Ordinal)));
    }

    public ValueTask DisposeAsync() => World.DisposeAsync();
}
