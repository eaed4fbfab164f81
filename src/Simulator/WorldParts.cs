using Microsoft.AspNetCore.Builder;
using Pipeline.Simulator.Aws;
using Pipeline.Simulator.Aws.Services;
using Pipeline.Simulator.Aws.Signing;
using Pipeline.Simulator.Catalog;
using Pipeline.Simulator.Changes;
using Pipeline.Simulator.Changes.Delivery;
using Pipeline.Simulator.Changes.Events;
using Pipeline.Simulator.Control;
using Pipeline.Simulator.Demo;
using Pipeline.Simulator.Demo.Oracle;
using Pipeline.Simulator.Faults;
using Pipeline.Simulator.Kinds;
using Pipeline.Simulator.Organisation;
using Pipeline.Simulator.Port;
using Pipeline.Simulator.Port.Access;
using Pipeline.Simulator.Port.Blueprints;
using Pipeline.Simulator.Port.Entities;
using Pipeline.Simulator.Port.Integrations;
using Pipeline.Simulator.Port.Search;
using Pipeline.Simulator.Recording;

namespace Pipeline.Simulator;

/// <summary>The objects of one world, put together.</summary>
internal sealed class WorldParts
{
    private readonly TimeProvider clock;
    private readonly EntitySearch search;

    public WorldParts(SimulatorOptions options, TimeProvider clock)
    {
        this.clock = clock;
        Options = options;
        Organisation = new(options);
        Faults = new(options.Seed, clock);
        Faults.Set(options.Faults);
        Directory = new(Organisation, options, Faults);
        Log = new(options, clock);
        Credentials = new(Organisation, clock);
        Tokens = new(options, clock);
        Blueprints = new(clock);
        Entities = new(options);
        Integrations = new(clock);
        search = new(Blueprints, Entities, clock);
        Catalog = DemoCatalog.For(options);
        Tracker = new(Blueprints, Entities, clock);
        Entities.Observer = Tracker.Written;
        Delivery = new(clock);
        Delivery.SetTarget(options.Events);
        var events = new EventWriter(Organisation.Seed);
        Editor = new(Directory, events, Tracker, clock) { Changed = Delivery.Send };
        Churn = new(Directory, Organisation, Editor, events, Catalog.ReferredKinds, clock);
    }

    public SimulatorOptions Options { get; }

    public SimulatedOrganisation Organisation { get; }

    public ResourceDirectory Directory { get; }

    public FaultBook Faults { get; }

    public RequestLog Log { get; }

    public CredentialStore Credentials { get; }

    public TokenStore Tokens { get; }

    public BlueprintStore Blueprints { get; }

    public EntityStore Entities { get; }

    public IntegrationStore Integrations { get; }

    public DemoCatalog Catalog { get; }

    public EstateEditor Editor { get; }

    public Churn Churn { get; }

    public ChangeTracker Tracker { get; }

    public EventDelivery Delivery { get; }

    /// <summary>Compares Port with the organisation as the faults in force leave it.</summary>
    public EqualityReport Compare(CancellationToken cancellationToken) =>
        new CatalogComparer(Organisation, new(Organisation, Directory), new(Organisation, Options, Faults), Catalog, Blueprints, Entities)
            .Compare(cancellationToken);

    public void MapAws(WebApplication app)
    {
        IAwsService[] services =
        [
            new SecurityTokenService(Organisation, Options, Credentials, Faults),
            new OrganizationsService(Organisation, Options, Faults),
            new AccountService(Organisation),
            new CloudControlService(Directory, Options, Faults),
            new QueueService(Directory, Faults),
            new BucketService(Directory),
        ];
        var endpoint = new AwsEndpoint(Organisation, new(Credentials, clock), services, Options, Faults, Log, clock);
        app.MapControl(this);
        app.MapFallback("{**path}", endpoint.HandleAsync);
    }

    public void MapPort(WebApplication app)
    {
        app.Use(new PortEndpoint(Tokens, new(Options, clock), Faults, Log, clock).InvokeAsync);
        app.MapPost("/v1/auth/access_token", context => Tokens.IssueAsync(PortExchange.Of(context)));
        var writer = new EntityWriter(Blueprints, Entities, search, Faults, clock);
        var remover = new EntityRemover(Blueprints, Entities);
        new BlueprintRoutes(Blueprints, Entities).Map(app);
        new EntityRoutes(Blueprints, Entities, writer, remover).Map(app);
        new BulkRoutes(Blueprints, writer, remover).Map(app);
        new SearchRoutes(Blueprints, Entities, search).Map(app);
        var provisioning = new Provisioning(Options, () => Catalog.Mapping.DeepClone().AsObject());
        new IntegrationRoutes(Integrations, provisioning).Map(app);
        new PortResourceRoutes(Blueprints).Map(app);
        new OrganizationRoutes(Options).Map(app);
        app.MapControl(this);
        new CatalogPages(Blueprints, Entities, this).Map(app);
    }

    public SimulatorStatistics Statistics()
    {
        var counts = Log.Counts;
        return new()
        {
            AwsCalls = counts.Where(count => count.Key.StartsWith("aws ", StringComparison.Ordinal) && count.Key.Count(' ') == 2).Sum(count => count.Value),
            PortRequests = counts.Where(count => count.Key.StartsWith("port ", StringComparison.Ordinal) && !char.IsAsciiDigit(count.Key[^1])).Sum(count => count.Value),
            PortBulkUpserts = counts.GetValueOrDefault("port POST /v1/blueprints/{blueprint}/entities/bulk"),
            ResourcesServed = Directory.ServedSoFar,
            EntityWrites = Entities.Writes,
            EntityDeletes = Entities.Deletes,
            Entities = Entities.Total,
            Requests = counts,
        };
    }
}
