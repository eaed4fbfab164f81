using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pipeline.Ingress.LiveEvents;
using Pipeline.Ingress.LiveEvents.Intake;
using Pipeline.Ingress.Runs;
using Pipeline.Ledger.Queue;

namespace Pipeline.Ingress.Triggers;

/// <summary>
/// Looks for a changed mapping as often as live events take a new one, and asks for a run over the kinds whose blocks changed:
/// nothing else would be listed otherwise than before.
/// </summary>
internal sealed partial class MappingWatch(
    CurrentMapping mappings, LiveEventOptions options, RunCoordinator runs, TimeProvider time, ILogger<MappingWatch> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        VersionedMapping? known = null;
        using var timer = new PeriodicTimer(options.MappingLifetime, time);
        do
        {
            try
            {
                known = await LookAsync(known, stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                Log.NotRead(logger, exception.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<VersionedMapping> LookAsync(VersionedMapping? known, CancellationToken cancellationToken)
    {
        var current = await mappings.ReadAsync(cancellationToken);
        if (known is not null && known.Version != current.Version && MappingChange.Between(known.Document, current.Document) is { } changed)
        {
            await runs.RequestAsync(new RunRequest { Trigger = "mapping changed", Only = changed }, cancellationToken);
        }

        return current;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The mapping could not be read to see whether it changed: {Reason}")]
        public static partial void NotRead(ILogger logger, string reason);
    }
}
