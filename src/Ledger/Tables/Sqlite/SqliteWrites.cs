using Microsoft.Data.Sqlite;

namespace Pipeline.Ledger.Tables.Sqlite;

/// <summary>The one connection that writes. Not safe for concurrent use.</summary>
internal sealed class SqliteWrites : IDisposable
{
    private const int PurgedAtOnce = 1000;

    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _insert;
    private readonly SqliteCommand _update;
    private readonly SqliteCommand _delete;
    private readonly SqliteCommand _exists;
    private readonly SqliteCommand _add;
    private readonly SqliteCommand _purge;

    public SqliteWrites(SqliteConnection connection)
    {
        _connection = connection;
        _insert = connection.Prepare(
            "INSERT INTO item (partition, sort, version, expires, content) VALUES ($partition, $sort, $version, $expires, $content) "
            + "ON CONFLICT (partition, sort) DO UPDATE SET version = excluded.version, expires = excluded.expires, content = excluded.content "
            + "WHERE item.expires <= $now",
            "$partition", "$sort", "$now", "$version", "$expires", "$content");
        _update = connection.Prepare(
            "UPDATE item SET version = $version, expires = $expires, content = $content "
            + "WHERE partition = $partition AND sort = $sort AND version = $expected AND (expires IS NULL OR expires > $now)",
            "$partition", "$sort", "$now", "$version", "$expires", "$content", "$expected");
        _delete = connection.Prepare(
            "DELETE FROM item WHERE partition = $partition AND sort = $sort AND version = $expected AND (expires IS NULL OR expires > $now)",
            "$partition", "$sort", "$now", "$expected");
        _exists = connection.Prepare(
            "SELECT 1 FROM item WHERE partition = $partition AND sort = $sort AND (expires IS NULL OR expires > $now)",
            "$partition", "$sort", "$now");
        _add = connection.Prepare(
            "INSERT INTO counter (partition, sort, value) VALUES ($partition, $sort, $amount) "
            + "ON CONFLICT (partition, sort) DO UPDATE SET value = value + excluded.value RETURNING value",
            "$partition", "$sort", "$amount");
        _purge = connection.Prepare(
            $"DELETE FROM item WHERE (partition, sort) IN (SELECT partition, sort FROM item WHERE expires <= $now LIMIT {PurgedAtOnce})",
            "$now");
    }

    /// <summary>Does some writes in one transaction: all of them are committed, or none.</summary>
    public void Commit(Action writes)
    {
        using var transaction = _connection.BeginTransaction(deferred: false);
        Use(transaction);
        writes();
        transaction.Commit();
    }

    /// <summary>Writes an item; false when its version is not the expected one.</summary>
    public bool TryWrite(LedgerWrite write, long now) => write switch
    {
        { Content: null, Expected: 0 } => Bind(_exists, write.Key, now).ExecuteScalar() is null,
        { Content: null } => Bind(_delete, write.Key, now, write.Expected).ExecuteNonQuery() == 1,
        { Expected: 0 } => Bind(_insert, write.Key, now, Values(write)).ExecuteNonQuery() == 1,
        _ => Bind(_update, write.Key, now, [.. Values(write), write.Expected]).ExecuteNonQuery() == 1,
    };

    public long Add(LedgerKey counter, long amount) => (long)Bind(_add, counter, amount).ExecuteScalar()!;

    /// <summary>Drops some of what has expired; false when there was no more.</summary>
    public bool Purge(long now)
    {
        _purge.Parameters[0].Value = now;
        return _purge.ExecuteNonQuery() == PurgedAtOnce;
    }

    public void Dispose()
    {
        foreach (var command in Commands())
        {
            command.Dispose();
        }

        _connection.Dispose();
    }

    private IEnumerable<SqliteCommand> Commands() => [_insert, _update, _delete, _exists, _add, _purge];

    private void Use(SqliteTransaction transaction)
    {
        foreach (var command in Commands())
        {
            command.Transaction = transaction;
        }
    }

    private static object[] Values(LedgerWrite write) =>
    [
        ItemVersion.After(write.Expected),
        write.ExpiresAt is { } expires ? expires.ToUnixTimeMilliseconds() : DBNull.Value,
        write.Content!.Value.ToArray(),
    ];

    private static SqliteCommand Bind(SqliteCommand command, LedgerKey key, params ReadOnlySpan<object> values)
    {
        command.Parameters[0].Value = key.Partition;
        command.Parameters[1].Value = key.Sort;
        for (var index = 0; index < values.Length; index++)
        {
            command.Parameters[index + 2].Value = values[index];
        }

        return command;
    }

    private static SqliteCommand Bind(SqliteCommand command, LedgerKey key, long now, params ReadOnlySpan<object> values) =>
        Bind(command, key, [now, .. values]);
}
