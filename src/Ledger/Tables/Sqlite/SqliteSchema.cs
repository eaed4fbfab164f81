using Microsoft.Data.Sqlite;

namespace Pipeline.Ledger.Tables.Sqlite;

/// <summary>The tables of the database, and how those of an earlier version become those of this one.</summary>
internal static class SqliteSchema
{
    /// <summary>
    /// What each version changed. A version that was released is never edited: the next one is added below.
    /// Items lie in the order of their keys (no row id), so that a partition is read from neighbouring pages.
    /// </summary>
    public static readonly IReadOnlyList<string> Versions =
    [
        """
        CREATE TABLE item (
            partition TEXT NOT NULL,
            sort TEXT NOT NULL,
            version INTEGER NOT NULL,
            expires INTEGER,
            content BLOB NOT NULL,
            PRIMARY KEY (partition, sort)
        ) WITHOUT ROWID;
        CREATE INDEX item_expires ON item (expires) WHERE expires IS NOT NULL;
        CREATE TABLE counter (
            partition TEXT NOT NULL,
            sort TEXT NOT NULL,
            value INTEGER NOT NULL,
            PRIMARY KEY (partition, sort)
        ) WITHOUT ROWID;
        """,
    ];

    /// <summary>Brings a database to the newest version, each step in a transaction of its own.</summary>
    /// <exception cref="LedgerSchemaException">A newer program wrote it.</exception>
    public static void Upgrade(SqliteConnection connection, IReadOnlyList<string> versions)
    {
        for (var version = Current(connection, versions); version < versions.Count; version++)
        {
            using var transaction = connection.BeginTransaction();
            Execute(connection, "CREATE TABLE IF NOT EXISTS schema_version (version INTEGER PRIMARY KEY)");
            Execute(connection, versions[version]);
            Execute(connection, $"INSERT INTO schema_version (version) VALUES ({version + 1})");
            transaction.Commit();
        }
    }

    /// <summary>Says whether a database that may not be changed can be read.</summary>
    /// <exception cref="LedgerSchemaException">An older or a newer program wrote it.</exception>
    public static void Verify(SqliteConnection connection, IReadOnlyList<string> versions)
    {
        if (Current(connection, versions) is var version && version < versions.Count)
        {
            throw new LedgerSchemaException(
                $"{connection.DataSource} has schema version {version} and this program reads {versions.Count}: start the pipeline once, and it is upgraded.");
        }
    }

    private static int Current(SqliteConnection connection, IReadOnlyList<string> versions)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT coalesce(max(version), 0) FROM schema_version";
        var version = HasVersions(connection) ? (int)(long)command.ExecuteScalar()! : 0;
        return version <= versions.Count
            ? version
            : throw new LedgerSchemaException(
                $"{connection.DataSource} has schema version {version}, from a newer version of this program; this one knows {versions.Count}.");
    }

    // The first of all reads: of a file that holds no database it fails. An empty one is a database without tables.
    private static bool HasVersions(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM sqlite_master WHERE name = 'schema_version'";
        try
        {
            return (long)command.ExecuteScalar()! > 0;
        }
        catch (SqliteException failure) when (SqliteDamage.IsShownBy(failure))
        {
            throw SqliteDamage.Of(connection.DataSource, failure);
        }
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
