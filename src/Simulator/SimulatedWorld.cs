using Microsoft.AspNetCore.Builder;
using Pipeline.Simulator.Demo;
using Pipeline.Simulator.Hosting;

namespace Pipeline.Simulator;

/// <summary>
/// An AWS organisation and a Port API, each on a port of its own, of loopback unless the options say otherwise, over real HTTP: signatures are verified, pages
/// are paged, limits are kept. Nothing is downloaded, nothing leaves the machine, and nothing is written to the console.
/// </summary>
public sealed partial class SimulatedWorld : IAsyncDisposable
{
    private readonly WorldParts parts;
    private readonly WebApplication aws;
    private readonly WebApplication port;

    private SimulatedWorld(WorldParts parts, (WebApplication App, Uri Address) aws, (WebApplication App, Uri Address) port)
    {
        this.parts = parts;
        this.aws = aws.App;
        this.port = port.App;
        AwsEndpoint = aws.Address;
        PortEndpoint = port.Address;
        Environment = WorldEnvironment.Of(parts, AwsEndpoint, PortEndpoint);
    }

    /// <summary>Where all AWS services answer.</summary>
    public Uri AwsEndpoint { get; }

    /// <summary>Where the Port API answers, under <c>/v1</c>, and its catalog can be browsed.</summary>
    public Uri PortEndpoint { get; }

    /// <summary>Environment variables that point a run of the product, or any AWS SDK, at this world.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; }

    /// <summary>Blueprints and mapping for this organisation's kinds.</summary>
    public DemoCatalog Catalog => parts.Catalog;

    /// <summary>The accounts of the organisation.</summary>
    public IReadOnlyList<string> AccountIds => [.. parts.Organisation.Accounts.Select(account => account.Id)];

    /// <summary>The account whose credentials <see cref="Environment"/> has.</summary>
    public string InstallationAccountId => parts.Organisation.Installation.Id;

    /// <summary>What happened so far.</summary>
    public SimulatorStatistics Statistics => parts.Statistics();

    /// <summary>The faults in force.</summary>
    public IReadOnlyList<SimulatorFault> Faults => parts.Faults.Current;

    /// <summary>Starts both sides. They answer when the task completes.</summary>
    /// <exception cref="ArgumentException">The options contradict themselves; the message names all that is wrong.</exception>
    /// <exception cref="IOException">A wanted port is taken.</exception>
    public static Task<SimulatedWorld> StartAsync(SimulatorOptions options, CancellationToken cancellationToken) =>
        StartAsync(options, TimeProvider.System, cancellationToken);

    /// <summary>Starts both sides on a clock of the caller's.</summary>
    /// <exception cref="ArgumentException">The options contradict themselves; the message names all that is wrong.</exception>
    /// <exception cref="IOException">A wanted port is taken.</exception>
    public static async Task<SimulatedWorld> StartAsync(SimulatorOptions options, TimeProvider clock, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(clock);
        SimulatorOptionsCheck.ThrowIfInvalid(options);
        var parts = new WorldParts(options, clock);
        var aws = await WorldHost.StartAsync(options, options.AwsPort, parts.MapAws, cancellationToken);
        try
        {
            var port = await WorldHost.StartAsync(options, options.PortPort, parts.MapPort, cancellationToken);
            parts.Integrations.IngestAddress = port.Address;
            if (options.SeedMapping)
            {
                CatalogSeed.Plant(parts);
            }

            await parts.Churn.SetRateAsync(options.ChurnPerSecond);
            return new(parts, aws, port);
        }
        catch
        {
            await aws.App.DisposeAsync();
            throw;
        }
    }

    /// <summary>Replaces the faults in force. Counts and durations start anew.</summary>
    public void SetFaults(params IEnumerable<SimulatorFault> faults) => parts.Faults.Set(faults);

    /// <summary>
    /// Compares Port, entity by entity, with what the demo mapping must make of the organisation. Scopes that a fault
    /// for good keeps from being read are named and excused.
    /// </summary>
    public Task<EqualityReport> CompareAsync(CancellationToken cancellationToken) =>
        Task.Run(() => parts.Compare(cancellationToken), cancellationToken);

    /// <summary>The identifier that Cloud Control gives a resource, by the resource's number in its account and region.</summary>
    /// <exception cref="ArgumentException">There is no such kind.</exception>
    public string IdentifierOf(string kind, string accountId, string region, int index)
    {
        var known = parts.Directory.Kinds.Find(kind) ?? throw new ArgumentException($"There is no kind {kind} in this world.", nameof(kind));
        return known.IdentifierOf(parts.Directory.ScopeOf(known, accountId, region) with { Index = index });
    }

    /// <summary>Makes every Port token given out so far worthless, as a rotated secret does.</summary>
    public void RevokePortTokens() => parts.Tokens.Revoke();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await parts.Churn.DisposeAsync();
        await parts.Delivery.DisposeAsync();
        await aws.StopAsync();
        await port.StopAsync();
        await aws.DisposeAsync();
        await port.DisposeAsync();
    }
}
