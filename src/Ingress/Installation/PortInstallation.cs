using System.Text.Json;
using Microsoft.Extensions.Logging;
using Pipeline.Port;

namespace Pipeline.Ingress.Installation;

/// <summary>
/// Makes sure that the integration exists at Port, with a mapping and the default blueprints. What is there already,
/// and every mapping that a user has written, stays as it is.
/// </summary>
public sealed partial class PortInstallation(
    PortClient port, InstallationOptions options, BlueprintInstaller blueprints, ILogger<PortInstallation> logger)
{
    private static readonly JsonElement NoDestination = JsonElement.Parse("{}");

    // How Ocean calls an integration that maps and writes by itself instead of handing raw data to Port.
    private const string ProcessingMode = "ocean-core";

    private bool _ensured;

    /// <summary>Creates or updates the integration; asked once per process, a second time only after a failure.</summary>
    /// <exception cref="PortException">Port did not answer or refused.</exception>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        if (_ensured)
        {
            return;
        }

        var integration = await port.FindIntegrationAsync(cancellationToken) ?? await CreateAsync(cancellationToken);
        await UpdateAsync(integration, cancellationToken);
        if (options.CreateDefaults && integration?.ArePortResourcesInitialized != true)
        {
            await CreateDefaultsAsync(integration, cancellationToken);
        }

        _ensured = true;
    }

    private async Task<PortIntegration?> CreateAsync(CancellationToken cancellationToken)
    {
        Log.Creating(logger);
        try
        {
            var created = await port.CreateIntegrationAsync(
                new NewIntegration { Config = DefaultResources.Mapping(), ChangelogDestination = Destination }, cancellationToken);
            return created ?? await port.FindIntegrationAsync(cancellationToken);
        }
        catch (PortException exception) when (exception.Kind == PortErrorKind.Conflict)
        {
            return await port.FindIntegrationAsync(cancellationToken);
        }
    }

    private async Task UpdateAsync(PortIntegration? integration, CancellationToken cancellationToken)
    {
        if (integration is not null && IsUpToDate(integration))
        {
            return;
        }

        await port.UpdateIntegrationAsync(
            new IntegrationUpdate
            {
                InstallationAppType = options.Type,
                Version = options.Version,
                ChangelogDestination = Destination,
                ActionsProcessingEnabled = false,
                IncrementalSyncEnabled = false,
                ProcessingMode = ProcessingMode,
            },
            cancellationToken);
    }

    private bool IsUpToDate(PortIntegration integration) =>
        integration.InstallationAppType == options.Type
        && integration.Version == options.Version
        && integration.ProcessingMode == ProcessingMode
        && integration.ActionsProcessingEnabled != true
        && integration.IncrementalSyncEnabled != true
        && IsDestination(integration.ChangelogDestination);

    private async Task CreateDefaultsAsync(PortIntegration? integration, CancellationToken cancellationToken)
    {
        if (IsEmpty(integration?.Config))
        {
            await port.UpdateMappingAsync(DefaultResources.Mapping(), cancellationToken);
        }

        await blueprints.InstallAsync(DefaultResources.Blueprints(), cancellationToken);
        await port.UpdateIntegrationAsync(
            new IntegrationUpdate { ArePortResourcesInitialized = true, Version = options.Version }, cancellationToken);
    }

    private JsonElement Destination => options.ChangelogDestination ?? NoDestination;

    private bool IsDestination(JsonElement? told) =>
        IsEmpty(Destination) ? IsEmpty(told) : told is { } element && JsonElement.DeepEquals(element, Destination);

    private static bool IsEmpty(JsonElement? value) =>
        value is not { ValueKind: JsonValueKind.Object } element || !element.EnumerateObject().Any();

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "The integration does not exist at Port yet: it is created with the default mapping")]
        public static partial void Creating(ILogger logger);
    }
}
