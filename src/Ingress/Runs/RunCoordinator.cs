using Microsoft.Extensions.Logging;
using Pipeline.Contracts;

namespace Pipeline.Ingress.Runs;

/// <summary>
/// Starts runs, one at a time. While one goes, one more waits, and whatever asks for another joins the one that
/// waits: a request is never lost, and never aborts the run under way.
/// </summary>
public sealed partial class RunCoordinator(RunStarter starter, ILogger<RunCoordinator> logger)
{
    private readonly Lock _lock = new();
    private RunTicket? _current;
    private RunTicket? _waiting;

    /// <summary>Asks for a run.</summary>
    /// <param name="trigger">What asks, in words for the run's summary.</param>
    public RequestedRun Request(string trigger)
    {
        RunTicket ticket;
        lock (_lock)
        {
            if (_current is not null)
            {
                _waiting ??= new RunTicket(trigger);
                Log.Queued(logger, trigger, _current.RunId);
                return _waiting.ToRequested();
            }

            ticket = _current = new RunTicket(trigger);
        }

        Start(ticket);
        return ticket.ToRequested();
    }

    /// <summary>A run has ended: the one that waits may go.</summary>
    public void Finished(Guid runId, RunOutcome outcome)
    {
        RunTicket ended;
        RunTicket? next;
        lock (_lock)
        {
            if (_current?.RunId != runId)
            {
                return;
            }

            ended = _current;
            next = _current = _waiting;
            _waiting = null;
        }

        ended.Finished.TrySetResult(new FinishedRun(runId, outcome));
        if (next is not null)
        {
            Start(next);
        }
    }

    private void Start(RunTicket ticket) => _ = Task.Run(async () =>
    {
        if (!await TryStartAsync(ticket))
        {
            Finished(ticket.RunId, RunOutcome.Failed);
        }
    });

    // Nobody awaits a start: whatever it throws has to end its ticket, or all that wait would wait for ever.
    private async Task<bool> TryStartAsync(RunTicket ticket)
    {
        try
        {
            return await starter.TryStartAsync(ticket.RunId, ticket.Trigger);
        }
        catch (Exception exception)
        {
            Log.StartFaulted(logger, ticket.RunId, exception);
            return false;
        }
    }

    private sealed record RunTicket(string Trigger)
    {
        public Guid RunId { get; } = Guid.CreateVersion7();

        public TaskCompletionSource<FinishedRun> Finished { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public RequestedRun ToRequested() => new(RunId, Finished.Task);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "A run is asked for ({Trigger}); it starts when run {RunId} has ended")]
        public static partial void Queued(ILogger logger, string trigger, Guid runId);

        [LoggerMessage(2, LogLevel.Error, "Run {RunId} could not be started, nor could the ledger say so")]
        public static partial void StartFaulted(ILogger logger, Guid runId, Exception exception);
    }
}
