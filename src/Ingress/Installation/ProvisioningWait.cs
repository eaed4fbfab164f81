using System.Text.Json;
using Microsoft.Extensions.Logging;
using Pipeline.Port;

namespace Pipeline.Ingress.Installation;

/// <summary>Waits for Port to make the mapping of an integration whose defaults it makes itself.</summary>
public sealed partial class ProvisioningWait(PortClient port, TimeProvider time, ILogger<ProvisioningWait> logger)
{
    // Port's own integration asks 30 times at intervals that grow like these, without a bound: the last would be weeks.
    private const int Looks = 30;
    private const double Growth = 1.55;
    private static readonly TimeSpan s_first = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(1);

    /// <summary>Waits until the integration has a mapping.</summary>
    /// <exception cref="InstallationException">It has none after all that time.</exception>
    /// <exception cref="PortException">Port did not answer or refused.</exception>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        var interval = s_first;
        for (var look = 1; look <= Looks; look++)
        {
            if ((await port.FindIntegrationAsync(cancellationToken))?.Config is { ValueKind: JsonValueKind.Object } config
                && config.EnumerateObject().Any())
            {
                return;
            }

            Log.Waiting(logger, interval.TotalSeconds);
            await Task.Delay(interval, time, cancellationToken);
            interval = interval * Growth < s_longest ? interval * Growth : s_longest;
        }

        throw new InstallationException(
                "Port was to make the mapping of this integration and has not. Write one on the integration's page in Port's data sources");
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Port makes the mapping of this integration: looked for again in {Seconds:F0} s")]
        public static partial void Waiting(ILogger logger, double seconds);
    }
}
