using Microsoft.Extensions.Logging;
using Pipeline.Port;

namespace Pipeline.Ingress.Installation;

/// <summary>Decides who makes the defaults: what the integration was created with, what is configured, what Port offers.</summary>
public sealed partial class OriginChoice(PortClient port, InstallationOptions options, ILogger<OriginChoice> logger)
{
    private const string OfferedFlag = "USE_PROVISIONED_DEFAULTS";

    /// <summary>Chooses. That Port could not be asked what it offers counts as no offer.</summary>
    public async Task<PortResourcesOrigin> ChooseAsync(PortIntegration? existing, CancellationToken cancellationToken)
    {
        if (Read(existing?.CreatePortResourcesOrigin) is { } chosenBefore)
        {
            return chosenBefore;
        }

        return options.Origin is null or PortResourcesOrigin.Port && await IsOfferedAsync(cancellationToken)
            ? PortResourcesOrigin.Port
            : options.Origin == PortResourcesOrigin.Empty ? PortResourcesOrigin.Empty : PortResourcesOrigin.Default;
    }

    private async Task<bool> IsOfferedAsync(CancellationToken cancellationToken)
    {
        try
        {
            var types = await port.GetProvisionedTypesAsync(cancellationToken);
            return types.Contains(options.Type, StringComparer.OrdinalIgnoreCase)
                && (await port.GetOrganizationAsync(cancellationToken)).FeatureFlags.Contains(OfferedFlag, StringComparer.Ordinal);
        }
        catch (PortException exception)
        {
            Log.NotAsked(logger, exception.Message);
            return false;
        }
    }

    // Ocean is what Port's own integration called Default before.
    private static PortResourcesOrigin? Read(string? word) => word?.ToUpperInvariant() switch
    {
        "EMPTY" => PortResourcesOrigin.Empty,
        "DEFAULT" or "OCEAN" => PortResourcesOrigin.Default,
        "PORT" => PortResourcesOrigin.Port,
        _ => null,
    };

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "Port did not say whether it makes the defaults of this integration itself: {Reason}")]
        public static partial void NotAsked(ILogger logger, string reason);
    }
}
