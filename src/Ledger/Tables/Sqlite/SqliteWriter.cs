using System.Threading.Channels;

namespace Pipeline.Ledger.Tables.Sqlite;

/// <summary>Writes, one transaction after the other: each takes along whatever has been asked for meanwhile.</summary>
internal sealed class SqliteWriter : IAsyncDisposable
{
    // Enough that a commit costs each write next to nothing; few enough that none waits long for the others.
    private const int OperationsPerCommit = 500;

    private static readonly TimeSpan PurgeInterval = TimeSpan.FromHours(1);

    private readonly Channel<Operation> _asked = Channel.CreateUnbounded<Operation>(new UnboundedChannelOptions { SingleReader = true });
    private readonly SqliteWrites _writes;
    private readonly TimeProvider _time;
    private readonly Task _loop;
    private DateTimeOffset _purgeAt;

    public SqliteWriter(SqliteWrites writes, TimeProvider time)
    {
        (_writes, _time, _purgeAt) = (writes, time, time.GetUtcNow());
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
        await _loop;
        _writes.Dispose();
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

            Commit(batch);
            batch.Clear();
            PurgeWhenDue();
        }
    }

    private void Commit(IReadOnlyList<Operation> batch)
    {
        if (TryCommit(batch) is not { } fault)
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
