using Microsoft.Data.Sqlite;

namespace Pipeline.Ledger.Tables.Sqlite;

/// <summary>The file that a ledger lies in.</summary>
internal sealed class SqliteFile(string path, bool readOnly)
{
    // Of SQLite's own pages, for each connection. It is 2 MB unless said, and there are as many readers as ever read at
    // one time: 40 MB, once the ledger is larger than that. The operating system keeps the file's pages for all of them.
    private const int ReaderCacheKibibytes = 128;

    // A reader meets a lock only while the file is opened or closed elsewhere.
    private const int BusySeconds = 10;

    /// <summary>Opens a connection.</summary>
    /// <remarks>
    /// WAL: readers and the writer do not wait for each other, and a crash leaves whole transactions. NORMAL: a commit
    /// is handed to the operating system and not waited for on the disk, so what was answered outlives the process,
    /// whatever kills it. Power that fails takes the last moments along, as whole transactions from the end: the ledger
    /// is then as it was a moment before, tickets included, and what Port holds beyond it is found as drift is. FULL
    /// would have every request to AWS wait for the disk, because a ticket is taken before it.
    /// </remarks>
    public SqliteConnection Open() => Open(readOnly ? "PRAGMA query_only=ON" : "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL");

    /// <summary>Opens a connection that is used for reading only, beside others.</summary>
    public SqliteConnection OpenToRead() => Open($"PRAGMA query_only=ON; PRAGMA cache_size=-{ReaderCacheKibibytes}");

    private SqliteConnection Open(string pragmas)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = readOnly ? SqliteOpenMode.ReadOnly : SqliteOpenMode.ReadWriteCreate,
            Pooling = false,
            DefaultTimeout = BusySeconds,
        }.ToString());
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = pragmas;
            command.ExecuteNonQuery();
            return connection;
        }
        catch (SqliteException failure) when (SqliteDamage.IsShownBy(failure))
        {
            connection.Dispose();
            throw SqliteDamage.Of(path, failure);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
