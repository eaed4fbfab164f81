using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Pipeline.Ledger.Tables.Sqlite;

/// <summary>
/// Writes, one transaction after the other: each takes along whatever has been asked for meanwhile. While the disk is full
/// all of them wait: a run whose messages fail for that would never end, as its end could not be written either.
/// </summary>
internal sealed class SqliteWriter : IAsyncDisposable
{
    // Enough that a commit costs each write next to nothing; few enough that none waits long for the others.
    private const int OperationsPerCommit = 500;

    // SQLITE_IOERR and SQLITE_FULL: the file may be written again a moment later.
    private const int CannotWrite = 10;
    private const int IsFull = 13;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan PurgeInterval = TimeSpan.FromHours(1);

    private readonly Channel<Operation> _asked = Channel.CreateUnbounded<Operation>(new UnboundedChannelOptions { SingleReader = true });
    private readonly SqliteWrites _writes;
    private readonly TimeProvider _time;
    private readonly Action<Exception?> _tellWait;
    private readonly CancellationTokenSource _closing = new();
    private readonly Task _loop;
    private DateTimeOffset _purgeAt;

    /// <param name="writes">Makes the writes.</param>
    /// <param name="time">The clock.</param>
    /// <param name="tellWait">Is told why writes begin to wait, and null when they go on.</param>
    public SqliteWriter(SqliteWrites writes, TimeProvider time, Action<Exception?> tellWait)
    {
        (_writes, _time, _tellWait, _purgeAt) = (writes, time, tellWait, time.GetUtcNow());
        _loop = Task.Run(WriteAsync);
    }

    /// <summary>Does something in the next transaction, and answers once that is committed.</summary>
    /// <exception cref="ObjectDisposedException">The table is closed.</exception>
    public Task<TResult> DoAsync<TResult>(Func<SqliteWrites, long, TResult> work)
    {
        var operation = new Operation<TResult>(work);
        ObjectDisposedException.ThrowIf(!_asked.Writer.TryWrite(operation), typeof(SqliteLedgerTable));
        return operation.Answer;
    }

    /// <summary>Writes what was asked for, and closes.</summary>
    public async ValueTask DisposeAsync()
    {
        _asked.Writer.TryComplete();
        await _closing.CancelAsync();
        await _loop;
        _writes.Dispose();
        _closing.Dispose();
    }

    private async Task WriteAsync()
    {
        var batch = new List<Operation>(OperationsPerCommit);
        while (await _asked.Reader.WaitToReadAsync())
        {
            while (batch.Count < OperationsPerCommit && _asked.Reader.TryRead(out var operation))
            {
                batch.Add(operation);
            }

            await CommitAsync(batch);
            batch.Clear();
            PurgeWhenDue();
        }
    }

    private async Task CommitAsync(IReadOnlyList<Operation> batch)
    {
        if (await TryUntilThereIsRoomAsync(batch) is not { } fault)
        {
            return;
        }

        // One that cannot be written must not take its neighbours along.
        foreach (var operation in batch)
        {
            if ((batch.Count == 1 ? fault : TryCommit([operation])) is { } own)
            {
                operation.Fail(own);
            }
        }
    }

    private async Task<Exception?> TryUntilThereIsRoomAsync(IReadOnlyList<Operation> batch)
    {
        var fault = TryCommit(batch);
        if (!IsLackOfRoom(fault) || _closing.IsCancellationRequested)
        {
            return fault;
        }

        _tellWait(fault);
        while (IsLackOfRoom(fault) && !_closing.IsCancellationRequested)
        {
            await Task.Delay(Pause, _time, _closing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            fault = TryCommit(batch);
        }

        _tellWait(null);
        return fault;
    }

    private static bool IsLackOfRoom(Exception? fault) => fault is SqliteException { SqliteErrorCode: CannotWrite or IsFull };

    private Exception? TryCommit(IReadOnlyList<Operation> batch)
    {
        try
        {
            var now = _time.GetUtcNow().ToUnixTimeMilliseconds();
            _writes.Commit(() =>
            {
                foreach (var operation in batch)
                {
                    operation.Run(_writes, now);
                }
            });
        }
        catch (Exception exception)
        {
            return exception;
        }

        foreach (var operation in batch)
        {
            operation.Succeed();
        }

        return null;
    }

    // A thousand at a time between the others' writes: nobody waits for it, and what is left is dropped after the next.
    private void PurgeWhenDue()
    {
        if (_time.GetUtcNow() is var now && now >= _purgeAt)
        {
            var more = false;
            if (TryCommit([new Operation<bool>((writes, moment) => more = writes.Purge(moment))]) is null && !more)
            {
                _purgeAt = now + PurgeInterval;
            }
        }
    }

    private abstract class Operation
    {
        public abstract void Run(SqliteWrites writes, long now);

        public abstract void Succeed();

        public abstract void Fail(Exception exception);
    }

    private sealed class Operation<TResult>(Func<SqliteWrites, long, TResult> work) : Operation
    {
        private readonly TaskCompletionSource<TResult> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private TResult? _result;

        public Task<TResult> Answer => _answer.Task;

        public override void Run(SqliteWrites writes, long now) => _result = work(writes, now);

        public override void Succeed() => _answer.TrySetResult(_result!);

        public override void Fail(Exception exception) => _answer.TrySetException(exception);
    }
}
