using System.Collections.Concurrent;
using MassTransit;
using Microsoft.Extensions.Logging;
using Pipeline.Contracts;
using Pipeline.Ledger;
using Pipeline.Ledger.Queue;

namespace Pipeline.Ingress.Runs;

/// <summary>
/// Starts runs, one at a time. While one goes, one more waits, and whatever asks for another joins the one that
/// waits: a request is never lost, and never aborts the run under way. What goes and what waits outlives the process.
/// </summary>
public sealed partial class RunCoordinator(
    IRunQueue queue, IRunLedger ledger, RunStarter starter, RunRecovery recovery, CutOffEnds ends, IBus bus, ILogger<RunCoordinator> logger)
{
    private readonly ConcurrentDictionary<Guid, TaskCompletionSource<FinishedRun>> _watched = new();
    private readonly ConcurrentDictionary<Guid, byte> _starting = new();
    private readonly Lock _lock = new();
    private Task<RequestedRun?>? _resuming;
    private volatile QueuedRun? _left;
    private volatile bool _leftIsPlanned;

    /// <summary>Asks for a run.</summary>
    /// <param name="trigger">What asks, in words for the run's summary.</param>
    /// <param name="cancellationToken">Stops asking; what was asked for stays so.</param>
    public Task<RequestedRun> RequestAsync(string trigger, CancellationToken cancellationToken) =>
        RequestAsync(new RunRequest { Trigger = trigger }, cancellationToken);

    /// <summary>Asks for a run of a certain kind.</summary>
    public async Task<RequestedRun> RequestAsync(RunRequest request, CancellationToken cancellationToken)
    {
        var answer = await queue.RequestAsync(request, cancellationToken);
        var requested = new RequestedRun(answer.Run.RunId, Watch(answer.Run.RunId).Task) { Waits = !answer.MustStart };
        if (answer.MustStart)
        {
            Start(answer.Run);
        }
        else
        {
            Log.Queued(logger, request.Trigger, answer.Run.RunId);
        }

        return requested;
    }

    /// <summary>
    /// Goes on with the run that an earlier process left, or asks for one: for a process that would start with a run
    /// anyway.
    /// </summary>
    public Task<RequestedRun> ResumeOrRequestAsync(string trigger, CancellationToken cancellationToken) =>
        ResumeOrRequestAsync(new RunRequest { Trigger = trigger }, cancellationToken);

    /// <summary>
    /// The same for a certain run. One that was left and does less, or has begun to look at AWS, goes on before it: what
    /// changed there since would not be in it, and nobody knows for how long the process was gone.
    /// </summary>
    public async Task<RequestedRun> ResumeOrRequestAsync(RunRequest request, CancellationToken cancellationToken) =>
        await ResumeAsync(cancellationToken) is { } resumed && _left is { } left && left.Covers(request) && !_leftIsPlanned
            ? resumed
            : await RequestAsync(request, cancellationToken);

    /// <summary>Goes on with the run that an earlier process left, once; null when there is none.</summary>
    public Task<RequestedRun?> ResumeAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_resuming is null or { IsFaulted: true })
            {
                _resuming = ResumeOnceAsync(CancellationToken.None);
            }

            return _resuming.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Stops a run: the one that goes, or the one that waits.</summary>
    public async Task CancelAsync(Guid runId, string reason, CancellationToken cancellationToken)
    {
        if ((await ledger.StopRunAsync(runId, RunOutcome.Cancelled, reason, cancellationToken)).Ended is { } outcome)
        {
            await bus.Publish(new RunFinished { RunId = runId, Outcome = outcome }, cancellationToken);
        }
        else
        {
            await FinishedAsync(runId, RunOutcome.Cancelled, cancellationToken);
        }
    }

    /// <summary>A run has ended: the one that waits may go.</summary>
    public async Task FinishedAsync(Guid runId, RunOutcome outcome, CancellationToken cancellationToken)
    {
        try
        {
            if (await queue.EndAsync(runId, cancellationToken) is { } next)
            {
                Start(next);
            }
        }
        finally
        {
            // Who waits for the run is not to wait for ever when the queue cannot be written.
            if (_watched.TryRemove(runId, out var watched))
            {
                watched.TrySetResult(new FinishedRun(runId, outcome));
            }
        }
    }

    /// <summary>Starts the run that another process was to start and has not.</summary>
    public async Task TakeOverAsync(CancellationToken cancellationToken)
    {
        if (await queue.TakeOverAsync(cancellationToken) is { } left)
        {
            Start(left);
        }
    }

    private async Task<RequestedRun?> ResumeOnceAsync(CancellationToken cancellationToken)
    {
        var current = (await queue.FindAsync(cancellationToken)).Current;
        await ends.TakeUpAsync(current?.RunId, cancellationToken);
        if (current is not { } left || _watched.ContainsKey(left.RunId))
        {
            return null;
        }

        var resumed = new RequestedRun(left.RunId, Watch(left.RunId).Task);
        var isPlanned = await ledger.FindProgressAsync(left.RunId, cancellationToken) is { Planned: true };
        if (await recovery.RecoverAsync(left, cancellationToken) is { } ended)
        {
            // Port was told that it runs, and whoever settles runs waits for the word: its process took both along.
            await bus.Publish(new RunFinished { RunId = left.RunId, Outcome = ended }, cancellationToken);
            await FinishedAsync(left.RunId, ended, cancellationToken);
            return null;
        }

        _leftIsPlanned = isPlanned;
        _left = left;
        Log.Resumed(logger, left.RunId, left.Trigger);
        if (!left.IsStarted)
        {
            Start(left);
        }

        return resumed;
    }

    private TaskCompletionSource<FinishedRun> Watch(Guid runId) =>
        _watched.GetOrAdd(runId, _ => new TaskCompletionSource<FinishedRun>(TaskCreationOptions.RunContinuationsAsynchronously));

    private void Start(QueuedRun run)
    {
        if (_starting.TryAdd(run.RunId, 0))
        {
            _ = Task.Run(() => StartAsync(run));
        }
    }

    // Nobody awaits a start: whatever it throws has to end its run, or all that wait would wait for ever.
    private async Task StartAsync(QueuedRun run)
    {
        try
        {
            if (await starter.TryStartAsync(run))
            {
                await queue.StartedAsync(run.RunId, CancellationToken.None);
            }
            else
            {
                await FinishedAsync(run.RunId, RunOutcome.Failed, CancellationToken.None);
            }
        }
        catch (Exception exception)
        {
            Log.StartFaulted(logger, run.RunId, exception);
            await FinishedAsync(run.RunId, RunOutcome.Failed, CancellationToken.None);
        }
        finally
        {
            _starting.TryRemove(run.RunId, out _);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "A run is asked for ({Trigger}); it is run {RunId}, which starts when the one that goes has ended")]
        public static partial void Queued(ILogger logger, string trigger, Guid runId);

        [LoggerMessage(2, LogLevel.Error, "Run {RunId} could not be started, nor could the ledger say so")]
        public static partial void StartFaulted(ILogger logger, Guid runId, Exception exception);

        [LoggerMessage(3, LogLevel.Information, "Run {RunId} ({Trigger}) was left by an earlier process and goes on")]
        public static partial void Resumed(ILogger logger, Guid runId, string trigger);
    }
}
