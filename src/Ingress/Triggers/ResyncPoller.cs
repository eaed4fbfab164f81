using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pipeline.Ingress.Runs;
using Pipeline.Port;

namespace Pipeline.Ingress.Triggers;

/// <summary>
/// Asks Port every interval whether somebody requested a resync. The loop outlives every error: a poll that fails is
/// a poll that is tried again.
/// </summary>
internal sealed partial class ResyncPoller(
    PollingOptions options, PortClient port, RunCoordinator runs, TimeProvider time, ILogger<ResyncPoller> logger) : BackgroundService
{
    // Port's time of the last request that needs no run any more; null until Port has answered once.
    private DateTimeOffset? _handled;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.ResyncOnStart)
        {
            // First what has been asked for so far: the run that starts now answers it, and nothing that comes later.
            await TryAsync(async token => _handled = await LatestAsync(token) ?? DateTimeOffset.MinValue, stoppingToken);
            await TryAsync(token => runs.ResumeOrRequestAsync("start", token), stoppingToken);
        }

        using var timer = new PeriodicTimer(options.Interval, time);
        do
        {
            await TryAsync(PollAsync, stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task TryAsync(Func<CancellationToken, Task> poll, CancellationToken cancellationToken)
    {
        try
        {
            await poll(cancellationToken);
        }
        catch (Exception exception)
        {
            // What a poll runs into while the process stops is of no interest.
            if (!cancellationToken.IsCancellationRequested)
            {
                Log.PollFailed(logger, exception.Message);
            }
        }
    }

    private async Task PollAsync(CancellationToken cancellationToken)
    {
        var asked = await LatestAsync(cancellationToken);
        _handled ??= await LastRunAsync(cancellationToken);
        if (asked > _handled)
        {
            _handled = asked;
            await runs.RequestAsync("resync request", cancellationToken);
        }
    }

    private async Task<DateTimeOffset?> LatestAsync(CancellationToken cancellationToken) =>
        Time((await port.FindResyncRequestAsync(cancellationToken))?.UpdatedAt);

    // Compared with Port's own times only: the clocks of two machines do not order a request and a run.
    private async Task<DateTimeOffset> LastRunAsync(CancellationToken cancellationToken)
    {
        var integration = await port.FindIntegrationAsync(cancellationToken);
        return integration?.ResyncState is { ValueKind: JsonValueKind.Object } state
            && state.TryGetProperty("updatedAt", out var updated)
            && updated.ValueKind == JsonValueKind.String
                ? Time(updated.GetString()) ?? DateTimeOffset.MinValue
                : DateTimeOffset.MinValue;
    }

    private static DateTimeOffset? Time(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Port could not be asked for resync requests: {Reason}")]
        public static partial void PollFailed(ILogger logger, string reason);
    }
}
