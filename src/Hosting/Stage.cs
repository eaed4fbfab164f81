using MassTransit;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.ServiceDefaults;

namespace Pipeline.Hosting;

/// <summary>A stage as a service of its own: what it needs around it, and what it brings.</summary>
public abstract class Stage
{
    /// <summary>Its name, as in <c>pipeline service NAME</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Whether it calls Port, and so needs Port's credentials.</summary>
    public virtual bool CallsPort => false;

    /// <summary>Whether it reads and writes the ledger.</summary>
    public virtual bool UsesLedger => true;

    /// <summary>Whether others than probes call it, so that it listens on APPLICATION__PORT.</summary>
    public virtual bool IsApplication => false;

    /// <summary>Adds what its consumers need. Ledger, claim-check store, Port client and bus are there already.</summary>
    public abstract void AddServices(IServiceCollection services, PipelineSettings settings);

    /// <summary>Adds its consumers of the resync lane.</summary>
    public abstract void AddConsumers(IBusRegistrationConfigurator resync);

    /// <summary>Adds its consumers of the lane of live events.</summary>
    public abstract void AddLiveConsumers(IBusRegistrationConfigurator live);

    /// <summary>Maps its routes, beside those of health and metrics.</summary>
    public virtual void MapEndpoints(IEndpointRouteBuilder endpoints, PipelineSettings settings)
    {
    }
}
