using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pipeline.Contracts;
using Pipeline.Ledger;

namespace Pipeline.Ingress.Reporting;

/// <summary>
/// Tells Port of runs: that one goes, how its kinds stand, that it still lives, how it ended. Whoever starts and ends
/// runs only hands the news over and never waits for Port.
/// </summary>
public sealed partial class RunReporting : BackgroundService
{
    // More news than this wait only while Port hangs; the oldest are worth the least.
    private const int MostWaiting = 64;

    // What a process that ends may still take to say so.
    private static readonly TimeSpan s_lastWords = TimeSpan.FromSeconds(5);

    private readonly Channel<RunReport> _news = Channel.CreateBounded<RunReport>(
        new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest });

    private readonly RunTeller _teller;
    private readonly IRunLedger _ledger;
    private readonly ReportingOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<RunReporting> _logger;
    private Task<bool>? _waiting;

    internal RunReporting(
        RunTeller teller, IRunLedger ledger, ReportingOptions options, TimeProvider time, ILogger<RunReporting> logger) =>
        (_teller, _ledger, _options, _time, _logger) = (teller, ledger, options, time, logger);

    /// <summary>A run has begun.</summary>
    public void Started(Guid runId, DateTimeOffset startedAt) => _news.Writer.TryWrite(new RunBegun(runId, startedAt));

    /// <summary>A run has ended.</summary>
    public void Ended(Guid runId, RunOutcome outcome) => _news.Writer.TryWrite(new RunEnded(runId, outcome));

    /// <summary>Waits until Port was told all that there is to tell now, or for as long as somebody is ready to wait.</summary>
    public async Task ToldAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        var told = new AllTold(new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        _news.Writer.TryWrite(told);
        await Task.WhenAny(told.Reached.Task, Task.Delay(patience, _time, cancellationToken));
        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>Says what there is still to say before the process ends.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        using var patience = new CancellationTokenSource(s_lastWords, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        while (_news.Reader.TryRead(out var report))
        {
            await TryAsync(() => TellAsync(report, either.Token));
        }

        await TryAsync(() => _teller.AbandonAsync(either.Token));
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await TryAsync(() => TakeUpAsync(stoppingToken));
        while (!stoppingToken.IsCancellationRequested)
        {
            await TryAsync(async () =>
            {
                if (!await IsThereNewsAsync(stoppingToken))
                {
                    await _teller.BeatAsync(stoppingToken);
                }
                else if (_news.Reader.TryRead(out var report))
                {
                    await TellAsync(report, stoppingToken);
                }
            });
        }
    }

    // A run that outlived the process it was started by is still a run.
    private async Task TakeUpAsync(CancellationToken cancellationToken)
    {
        await foreach (var run in _ledger.ListRunsAsync(cancellationToken))
        {
            if (run.Outcome is null)
            {
                Started(run.Run.RunId, run.Run.StartedAt);
            }

            // One run goes at a time: the newest tells whether one does.
            return;
        }
    }

    private Task TellAsync(RunReport report, CancellationToken cancellationToken) => report switch
    {
        RunBegun begun => _teller.BeginAsync(begun, cancellationToken),
        RunEnded ended => _teller.EndAsync(ended, cancellationToken),
        AllTold told => ReachAsync(told, cancellationToken),
        _ => Task.CompletedTask,
    };

    private async Task ReachAsync(AllTold told, CancellationToken cancellationToken)
    {
        try
        {
            await _teller.SettleAsync(cancellationToken);
        }
        finally
        {
            told.Reached.TrySetResult();
        }
    }

    /// <summary>True when there is news; false when it is time for a sign of life of the run that goes.</summary>
    private async Task<bool> IsThereNewsAsync(CancellationToken cancellationToken)
    {
        // The same wait is taken up again after each sign of life, so that they do not pile up in the channel.
        var news = _waiting ??= _news.Reader.WaitToReadAsync(CancellationToken.None).AsTask();
        try
        {
            await (_teller.IsFollowing
                ? news.WaitAsync(_options.HeartbeatInterval, _time, cancellationToken)
                : news.WaitAsync(cancellationToken));
            _waiting = null;
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    // Nobody awaits the loop: whatever goes wrong in it must not end it.
    private async Task TryAsync(Func<Task> step)
    {
        try
        {
            await step();
        }
        catch (OperationCanceledException)
        {
        }
        catch (Exception exception)
        {
            Log.Faulted(_logger, exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "A report to Port failed for a reason of this program's own")]
        public static partial void Faulted(ILogger logger, Exception exception);
    }
}
