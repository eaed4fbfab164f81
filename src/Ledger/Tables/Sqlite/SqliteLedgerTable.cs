using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Pipeline.Ledger.Tables.Sqlite;

/// <summary>
/// A table in a SQLite file. One process writes it; others may read it meanwhile. What was answered outlives the
/// process.
/// </summary>
public sealed class SqliteLedgerTable : ILedgerTable, IAsyncDisposable
{
    private readonly SqliteFile _file;
    private readonly TimeProvider _time;
    private readonly SqliteWriter? _writer;
    private readonly ConcurrentBag<SqliteReader> _idle = [];
    private bool _disposed;

    private SqliteLedgerTable(SqliteFile file, SqliteWriter? writer, TimeProvider time) =>
        (_file, _writer, _time) = (file, writer, time);

    /// <summary>Opens a table to read and write; makes the file when it is missing, and brings it up to this version.</summary>
    /// <param name="path">The file.</param>
    /// <param name="time">The clock.</param>
    /// <param name="tellWait">Is told why writes begin to wait, as the disk is full, and null when they go on.</param>
    /// <exception cref="LedgerSchemaException">A newer version of this program wrote it.</exception>
    public static SqliteLedgerTable Open(string path, TimeProvider time, Action<Exception?>? tellWait = null) =>
        Open(path, SqliteSchema.Versions, time, tellWait);

    /// <summary>Opens a table that another process may be writing, to read only.</summary>
    /// <exception cref="LedgerSchemaException">Another version of this program wrote it.</exception>
    public static SqliteLedgerTable OpenToRead(string path, TimeProvider time)
    {
        var file = new SqliteFile(path, readOnly: true);
        using (var connection = file.Open())
        {
            SqliteSchema.Verify(connection, SqliteSchema.Versions);
        }

        return new SqliteLedgerTable(file, writer: null, time);
    }

    internal static SqliteLedgerTable Open(string path, IReadOnlyList<string> versions, TimeProvider time, Action<Exception?>? tellWait = null)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } directory)
        {
            Directory.CreateDirectory(directory);
        }

        var file = new SqliteFile(path, readOnly: false);
        var connection = file.Open();
        try
        {
            SqliteSchema.Upgrade(connection, versions);
            return new SqliteLedgerTable(file, new SqliteWriter(new SqliteWrites(connection), time, tellWait ?? (static _ => { })), time);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<LedgerItem?>> GetAsync(IReadOnlyList<LedgerKey> keys, CancellationToken cancellationToken)
    {
        var now = Now();
        return ValueTask.FromResult<IReadOnlyList<LedgerItem?>>(Read(reader => keys.Select(key => reader.Find(key, now)).ToList()));
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<bool>> WriteAsync(IReadOnlyList<LedgerWrite> writes, CancellationToken cancellationToken) =>
        writes.Count == 0
            ? []
            : await Writer().DoAsync((sqlite, now) => writes.Select(write => sqlite.TryWrite(write, now)).ToList()).WaitAsync(cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<LedgerItem> QueryAsync(
        string partition, string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        string? after = null;
        var isLast = false;
        while (!isLast)
        {
            cancellationToken.ThrowIfCancellationRequested();
            (var items, isLast) = Read(reader => reader.Query(partition, prefix, after, Now()));
            foreach (var item in items)
            {
                yield return item;
                after = item.Key.Sort;
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask<long> AddAsync(LedgerKey counter, long amount, CancellationToken cancellationToken) => amount == 0
        ? Read(reader => reader.Count(counter))
        : await Writer().DoAsync((sqlite, _) => sqlite.Add(counter, amount)).WaitAsync(cancellationToken);

    /// <summary>Writes what was asked for, and closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        _disposed = true;
        while (_idle.TryTake(out var reader))
        {
            reader.Dispose();
        }

        if (_writer is not null)
        {
            await _writer.DisposeAsync();
        }
    }

    private long Now() => _time.GetUtcNow().ToUnixTimeMilliseconds();

    private SqliteWriter Writer() => _writer ?? throw new InvalidOperationException("The ledger is open to be read only.");

    private void Keep(SqliteReader reader)
    {
        if (_disposed)
        {
            reader.Dispose();
            return;
        }

        _idle.Add(reader);
    }

    private TResult Read<TResult>(Func<SqliteReader, TResult> read)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var reader = _idle.TryTake(out var idle) ? idle : new SqliteReader(_file.OpenToRead());
        try
        {
            var result = read(reader);
            Keep(reader);
            return result;
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }
}
