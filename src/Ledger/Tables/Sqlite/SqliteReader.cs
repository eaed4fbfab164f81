using Microsoft.Data.Sqlite;

namespace Pipeline.Ledger.Tables.Sqlite;

/// <summary>A connection that reads. Not safe for concurrent use.</summary>
internal sealed class SqliteReader : IDisposable
{
    // A page of a query: read at one time, so that no snapshot is held open while its reader works.
    private const int PageRows = 500;

    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _get;
    private readonly SqliteCommand _query;
    private readonly SqliteCommand _count;

    public SqliteReader(SqliteConnection connection)
    {
        _connection = connection;
        _get = connection.Prepare(
            "SELECT content, version FROM item WHERE partition = $partition AND sort = $sort AND (expires IS NULL OR expires > $now)",
            "$partition", "$sort", "$now");
        _query = connection.Prepare(
            "SELECT content, version, sort FROM item WHERE partition = $partition AND sort >= $from AND sort <> $after "
            + $"AND (expires IS NULL OR expires > $now) ORDER BY sort LIMIT {PageRows}",
            "$partition", "$from", "$after", "$now");
        _count = connection.Prepare("SELECT value FROM counter WHERE partition = $partition AND sort = $sort", "$partition", "$sort");
    }

    public long Count(LedgerKey counter)
    {
        _count.Parameters[0].Value = counter.Partition;
        _count.Parameters[1].Value = counter.Sort;
        return (long?)_count.ExecuteScalar() ?? 0;
    }

    public LedgerItem? Find(LedgerKey key, long now)
    {
        _get.Parameters[0].Value = key.Partition;
        _get.Parameters[1].Value = key.Sort;
        _get.Parameters[2].Value = now;
        using var row = _get.ExecuteReader();
        return row.Read() ? new LedgerItem(key, (byte[])row.GetValue(0), row.GetInt64(1)) : null;
    }

    /// <summary>The next items of a partition; fewer than a page when these are the last.</summary>
    /// <param name="partition">The partition.</param>
    /// <param name="prefix">What sort keys begin with.</param>
    /// <param name="after">The last sort key that was read; null for none.</param>
    /// <param name="now">What expires until then is not read.</param>
    public (IReadOnlyList<LedgerItem> Items, bool IsLast) Query(string partition, string prefix, string? after, long now)
    {
        _query.Parameters[0].Value = partition;
        _query.Parameters[1].Value = after ?? prefix;
        _query.Parameters[2].Value = (object?)after ?? string.Empty;
        _query.Parameters[3].Value = now;
        using var row = _query.ExecuteReader();
        var items = new List<LedgerItem>();
        while (row.Read())
        {
            var sort = row.GetString(2);
            if (!sort.StartsWith(prefix, StringComparison.Ordinal))
            {
                return (items, true);
            }

            items.Add(new LedgerItem(new LedgerKey(partition, sort), (byte[])row.GetValue(0), row.GetInt64(1)));
        }

        return (items, items.Count < PageRows);
    }

    public void Dispose()
    {
        _get.Dispose();
        _query.Dispose();
        _count.Dispose();
        _connection.Dispose();
    }
}
