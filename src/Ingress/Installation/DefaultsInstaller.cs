using System.Text.Json;
using Microsoft.Extensions.Logging;
using Pipeline.Port;

namespace Pipeline.Ingress.Installation;

/// <summary>
/// Gives a new integration what it starts with, once: Port keeps a note that it was done. What is there already, and
/// every mapping that a user has written, stays as it is.
/// </summary>
public sealed partial class DefaultsInstaller(
    PortClient port,
    InstallationOptions options,
    ResourceFolder folder,
    BlueprintInstaller blueprints,
    ResourceInstaller resources,
    ProvisioningWait provisioning,
    ILogger<DefaultsInstaller> logger)
{
    /// <summary>The mapping that an integration is created with.</summary>
    public async Task<JsonElement> MappingAsync(PortResourcesOrigin origin, CancellationToken cancellationToken) => origin switch
    {
        PortResourcesOrigin.Port => JsonElement.Parse("{}"),
        PortResourcesOrigin.Empty => DefaultResources.NoMapping,
        _ => (await folder.ReadAsync(cancellationToken)).Mapping,
    };

    /// <summary>
    /// Does what is still to be done. False when Port was away in the middle of it, so that the next run tries again; what
    /// Port refuses is taken back and reported, and not tried again.
    /// </summary>
    /// <exception cref="PortException">Port did not say whether it has made the mapping that it was to make.</exception>
    public async Task<bool> TryInstallAsync(PortIntegration? integration, PortResourcesOrigin origin, CancellationToken cancellationToken)
    {
        if (integration?.ArePortResourcesInitialized == true)
        {
            return true;
        }

        if (origin == PortResourcesOrigin.Port)
        {
            await provisioning.WaitAsync(cancellationToken);
            return true;
        }

        if (!options.CreateDefaults)
        {
            return true;
        }

        try
        {
            await InstallAsync(integration, origin, cancellationToken);
            return true;
        }
        catch (PortException exception)
        {
            Log.NotInstalled(logger, exception.Message);
            return exception.Kind != PortErrorKind.Transient && await TryMarkAsync(cancellationToken);
        }
    }

    private async Task InstallAsync(PortIntegration? integration, PortResourcesOrigin origin, CancellationToken cancellationToken)
    {
        var defaults = origin == PortResourcesOrigin.Empty ? new DefaultResources() : await folder.ReadAsync(cancellationToken);
        if (integration?.Config is not { ValueKind: JsonValueKind.Object } config || !config.EnumerateObject().Any())
        {
            await port.UpdateMappingAsync(defaults.Mapping, cancellationToken);
        }

        if (await blueprints.InstallAsync(defaults.Blueprints, cancellationToken))
        {
            await resources.InstallAsync(defaults, cancellationToken);
        }

        await MarkAsync(cancellationToken);
    }

    private async Task<bool> TryMarkAsync(CancellationToken cancellationToken)
    {
        try
        {
            await MarkAsync(cancellationToken);
            return true;
        }
        catch (PortException exception)
        {
            Log.NotInstalled(logger, exception.Message);
            return false;
        }
    }

    private Task<PortIntegration?> MarkAsync(CancellationToken cancellationToken) => port.UpdateIntegrationAsync(
        new IntegrationUpdate { ArePortResourcesInitialized = true, Version = options.Version }, cancellationToken);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The defaults of the installation were not created: {Reason}")]
        public static partial void NotInstalled(ILogger logger, string reason);
    }
}
