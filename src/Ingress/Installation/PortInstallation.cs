using Microsoft.Extensions.Logging;
using Pipeline.Port;

namespace Pipeline.Ingress.Installation;

/// <summary>
/// Makes sure that the integration exists at Port and says the truth of this program, and that it has what it starts with.
/// A run needs the integration and a mapping; what else fails is reported, and does not keep it from running.
/// </summary>
public sealed partial class PortInstallation(
    PortClient port,
    InstallationOptions options,
    OriginChoice origins,
    IntegrationMetadata metadata,
    DefaultsInstaller defaults,
    ILogger<PortInstallation> logger)
{
    private bool _ensured;

    /// <summary>Creates or adopts the integration; asked once per process, again only after a failure.</summary>
    /// <exception cref="PortException">Port did not answer or refused.</exception>
    /// <exception cref="InstallationException">The integration is Port's own, or the user's defaults cannot be used.</exception>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        if (_ensured)
        {
            return;
        }

        var existing = await port.FindIntegrationAsync(cancellationToken);
        CheckInstallationType(existing);
        var origin = await origins.ChooseAsync(existing, cancellationToken);
        var integration = existing ?? await CreateAsync(origin, cancellationToken);
        var isReconciled = await metadata.TryReconcileAsync(integration, cancellationToken);
        _ensured = await defaults.TryInstallAsync(integration, origin, cancellationToken) && isReconciled;
    }

    private async Task<PortIntegration?> CreateAsync(PortResourcesOrigin origin, CancellationToken cancellationToken)
    {
        Log.Creating(logger, origin);
        try
        {
            var created = await port.CreateIntegrationAsync(
                new NewIntegration
                {
                    Config = await defaults.MappingAsync(origin, cancellationToken),
                    ChangelogDestination = options.ChangelogDestination,
                    CreatePortResourcesOrigin = origin.ToString(),
                },
                cancellationToken);
            return created ?? await port.FindIntegrationAsync(cancellationToken);
        }
        catch (PortException exception) when (exception.Kind == PortErrorKind.Conflict)
        {
            return await port.FindIntegrationAsync(cancellationToken);
        }
    }

    // Two programs that write for one integration would each take the other's entities for gone.
    private void CheckInstallationType(PortIntegration? existing)
    {
        if (existing?.InstallationType is not { Length: > 0 } type || type.Equals("OnPrem", StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        if (type.StartsWith("Saas", StringComparison.OrdinalIgnoreCase))
        {
            throw new InstallationException(
                $"the integration is hosted by Port ({type}), which writes for it. Choose another OCEAN__INTEGRATION__IDENTIFIER, or delete the integration in Port's data sources");
        }

        Log.OtherType(logger, type);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "The integration does not exist at Port yet: it is created, with defaults of origin {Origin}")]
        public static partial void Creating(ILogger logger, PortResourcesOrigin origin);

        [LoggerMessage(2, LogLevel.Warning, "Port holds the integration as installed by {InstallationType}, and not on premise: check that nothing else writes for it")]
        public static partial void OtherType(ILogger logger, string installationType);
    }
}
