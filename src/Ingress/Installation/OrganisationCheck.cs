using Microsoft.Extensions.Logging;
using Pipeline.Ledger.Owning;
using Pipeline.Port;

namespace Pipeline.Ingress.Installation;

/// <summary>
/// Sees to it that a ledger is used for one Port organisation only: what it says was written is not at another, and what
/// another holds under the same names is not this installation's to delete.
/// </summary>
public sealed partial class OrganisationCheck(PortClient port, LedgerOwner owner, ILogger<OrganisationCheck> logger)
{
    private bool _isChecked;

    /// <summary>Looks once per process, and again after a failure.</summary>
    /// <exception cref="InstallationException">The ledger belongs to another organisation.</exception>
    public async Task RequireAsync(CancellationToken cancellationToken)
    {
        if (_isChecked || await IdAsync(cancellationToken) is not { Length: > 0 } organisation)
        {
            return;
        }

        ThrowIfAnother(await owner.ClaimAsync(organisation, cancellationToken), organisation);
        _isChecked = true;
    }

    /// <summary>Looks for who only reads the ledger: one that belongs to nobody yet stays so.</summary>
    /// <exception cref="InstallationException">The ledger belongs to another organisation.</exception>
    public async Task RequireToReadAsync(CancellationToken cancellationToken)
    {
        if (await owner.FindAsync(cancellationToken) is { } known && await IdAsync(cancellationToken) is { Length: > 0 } organisation)
        {
            ThrowIfAnother(known, organisation);
        }
    }

    private static void ThrowIfAnother(string known, string organisation)
    {
        if (known != organisation)
        {
            throw new InstallationException(
                $"the ledger was made for Port's organisation {known}, and these credentials are of {organisation}: nothing was read, written or deleted. "
                + "Choose another PIPELINE_HOME or OCEAN__INTEGRATION__IDENTIFIER for this one");
        }
    }

    // Credentials that may not read the organisation are as good as others.
    private async Task<string?> IdAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await port.GetOrganizationAsync(cancellationToken)).Id;
        }
        catch (PortException exception) when (exception.Kind is PortErrorKind.Forbidden or PortErrorKind.NotFound or PortErrorKind.RouteMissing or PortErrorKind.Unexpected)
        {
            Log.Unknown(logger, exception.Message);
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Which organisation the ledger belongs to is not checked: {Reason}")]
        public static partial void Unknown(ILogger logger, string reason);
    }
}
