using System.Globalization;
using Microsoft.Extensions.Hosting;
using Pipeline.Port;

namespace Pipeline.Ingress.Reporting.Logs;

/// <summary>
/// Sends the log to Port in batches. A batch is sent once; what Port does not take, and what comes while Port is down, is
/// gone: the log proper is on standard error.
/// </summary>
internal sealed class PortLogSender(PortLogBuffer buffer, PortClient port, IngestUrls urls, BestEffort effort, TimeProvider time)
    : BackgroundService
{
    // Port's own integration sends after as many entries, or as long a time.
    private const int BatchLength = 100;
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_lastWords = TimeSpan.FromSeconds(2);

    private readonly List<PortLogEntry> _batch = new(BatchLength);

    /// <summary>Sends what is left.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        using var patience = new CancellationTokenSource(s_lastWords, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        do
        {
            Fill();
            await SendAsync(either.Token);
        }
        while (_batch.Count > 0 && !either.IsCancellationRequested);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await buffer.WaitAsync(stoppingToken))
        {
            await CollectAsync(stoppingToken);
            await SendAsync(stoppingToken);
        }
    }

    // Until the batch is full, or its first entry has waited long enough.
    private async Task CollectAsync(CancellationToken cancellationToken)
    {
        using var pause = new CancellationTokenSource(s_pause, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(pause.Token, cancellationToken);
        try
        {
            do
            {
                Fill();
            }
            while (_batch.Count < BatchLength && await buffer.WaitAsync(either.Token));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
        }
    }

    private void Fill()
    {
        while (_batch.Count < BatchLength && buffer.TryTake(out var entry))
        {
            _batch.Add(entry);
        }
    }

    private async Task SendAsync(CancellationToken cancellationToken)
    {
        if (_batch.Count == 0)
        {
            return;
        }

        if (buffer.TakeLost() is > 0 and var lost)
        {
            _batch.Add(new PortLogEntry(
                string.Create(CultureInfo.InvariantCulture, $"{lost} entries of the log were not sent to Port: there were too many at a time"),
                "WARNING", _batch[^1].Timestamp, new Dictionary<string, string>(StringComparer.Ordinal)));
        }

        if (port.Outage is null)
        {
            await effort.TryAsync("Port the log", TellAsync, cancellationToken);
        }

        _batch.Clear();
    }

    private async Task TellAsync(CancellationToken cancellationToken)
    {
        if (await urls.LogsAsync(cancellationToken) is { } url)
        {
            await port.SendLogsAsync(url, [.. _batch], cancellationToken);
        }
    }
}
