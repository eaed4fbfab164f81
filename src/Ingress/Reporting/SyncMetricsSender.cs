using System.Text;
using Pipeline.Ledger;
using Pipeline.Messaging.ClaimCheck;
using Pipeline.Port;

namespace Pipeline.Ingress.Reporting;

/// <summary>Sends how the kinds of a run stand: all of them when it begins, then those whose state has changed, all again at its end.</summary>
internal sealed class SyncMetricsSender(
    PortClient port, IngestUrls urls, IRunLedger ledger, MappingVersions mappings, MetricsWebhook webhook, BestEffort effort, TimeProvider time)
{
    // A mapping of hundreds of kinds is not to take minutes to report.
    private const int AtOnce = 4;

    private readonly Dictionary<string, string> _told = new(StringComparer.Ordinal);

    // What was told at the end of a run, to tell afterwards only what has changed.
    private readonly Dictionary<string, string> _last = new(StringComparer.Ordinal);

    public async Task BeginAsync(RunSnapshot? run, CancellationToken cancellationToken)
    {
        _told.Clear();
        if (run is null || await ReportAsync(run, cancellationToken) is not { } report)
        {
            return;
        }

        if (await SendAsync("Port how the kinds of a run stand", (url, token) => port.SendSyncMetricsAsync(url, report, token), cancellationToken))
        {
            report.ToList().ForEach(Note);
        }
    }

    public async Task BeatAsync(RunSnapshot run, CancellationToken cancellationToken)
    {
        await SendAsync(
            "Port that the run still goes", (url, token) => port.SendHeartbeatAsync(url, run.Run.RunId.ToString(), token), cancellationToken);
        if (await ReportAsync(run, cancellationToken) is { } report)
        {
            await UpdateAsync([.. report.Where(kind => _told.GetValueOrDefault(kind.KindIdentifier) != kind.SyncState)], cancellationToken);
        }
    }

    public async Task EndAsync(RunSnapshot? run, CancellationToken cancellationToken)
    {
        if (run is not null && await ReportAsync(run, cancellationToken) is { } report)
        {
            // The whole comes first: when the process ends meanwhile, that is what is known.
            _last.Clear();
            await UpdateAsync([.. report.Reverse()], cancellationToken);
            await webhook.PostAsync(report, cancellationToken);
        }
    }

    /// <summary>What followed the end of a run is done: tells again what is other by it.</summary>
    public async Task CorrectAsync(RunSnapshot? run, CancellationToken cancellationToken)
    {
        if (run is not null && await ReportAsync(run, cancellationToken) is { } report)
        {
            List<SyncMetrics> changed = [.. report.Reverse().Where(kind => _last.GetValueOrDefault(kind.KindIdentifier) != Text(kind))];
            await UpdateAsync(changed, cancellationToken);
            await webhook.PostAsync(changed, cancellationToken);
        }
    }

    private Task UpdateAsync(IReadOnlyList<SyncMetrics> kinds, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        kinds,
        new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
        async (kind, token) =>
        {
            if (await SendAsync("Port how the kinds of a run stand", (url, inner) => port.UpdateSyncMetricsAsync(url, kind, inner), token))
            {
                Note(kind);
            }
        });

    // Where it is not known whom to tell, nothing was told: it is tried again when there is more to say.
    private async Task<bool> SendAsync(string what, Func<string, CancellationToken, Task> send, CancellationToken cancellationToken)
    {
        var isSent = false;
        await effort.TryAsync(
            what,
            async token =>
            {
                if (await urls.MetricsAsync(token) is { } url)
                {
                    await send(url, token);
                    isSent = true;
                }
            },
            cancellationToken);
        return isSent;
    }

    private void Note(SyncMetrics kind)
    {
        lock (_told)
        {
            _told[kind.KindIdentifier] = kind.SyncState;
            _last[kind.KindIdentifier] = Text(kind);
        }
    }

    private string Text(SyncMetrics kind) => Encoding.UTF8.GetString(port.ToJson(kind).Span);

    // A run that has no mapping has no kinds, and nothing to say of them.
    private async Task<IReadOnlyList<SyncMetrics>?> ReportAsync(RunSnapshot run, CancellationToken cancellationToken)
    {
        if (run.Run.MappingVersion.Length == 0)
        {
            return null;
        }

        var mapping = await mappings.GetAsync(run.Run.MappingVersion, cancellationToken);
        var plan = await ledger.FindPlanAsync(run.Run.RunId, cancellationToken);
        return SyncReport.Of(run, mapping, plan?.Plan, time.GetUtcNow());
    }
}
