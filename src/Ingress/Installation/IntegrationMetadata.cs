using System.Text.Json;
using Microsoft.Extensions.Logging;
using Pipeline.Port;

namespace Pipeline.Ingress.Installation;

/// <summary>Keeps what the integration object says of this program true.</summary>
public sealed partial class IntegrationMetadata(PortClient port, InstallationOptions options, ILogger<IntegrationMetadata> logger)
{
    // How Port calls an integration that maps and writes by itself instead of handing raw data to Port.
    private const string ProcessingMode = "ocean-core";

    /// <summary>Changes what differs. False when Port did not take it: a run can do without, and the next one tries again.</summary>
    public async Task<bool> TryReconcileAsync(PortIntegration? integration, CancellationToken cancellationToken)
    {
        if (integration is not null && IsUpToDate(integration))
        {
            return true;
        }

        try
        {
            await port.UpdateIntegrationAsync(Wanted(), cancellationToken);
            return true;
        }
        catch (PortException exception)
        {
            Log.NotUpdated(logger, exception.Message);
            return false;
        }
    }

    private IntegrationUpdate Wanted() => new()
    {
        InstallationAppType = options.Type,
        Version = options.Version,
        ChangelogDestination = options.ChangelogDestination,
        ActionsProcessingEnabled = false,
        IncrementalSyncEnabled = false,
        ProcessingMode = ProcessingMode,
    };

    private bool IsUpToDate(PortIntegration integration) =>
        integration.InstallationAppType == options.Type
        && integration.Version == options.Version
        && integration.ProcessingMode == ProcessingMode
        && integration.ActionsProcessingEnabled != true
        && integration.IncrementalSyncEnabled != true
        && IsSame(integration.ChangelogDestination, options.ChangelogDestination);

    private static bool IsSame(JsonElement? held, JsonElement wanted) => held is { ValueKind: JsonValueKind.Object } destination
        ? JsonElement.DeepEquals(destination, wanted)
        : !wanted.EnumerateObject().Any();

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Port did not take the integration's version and settings: {Reason}")]
        public static partial void NotUpdated(ILogger logger, string reason);
    }
}
