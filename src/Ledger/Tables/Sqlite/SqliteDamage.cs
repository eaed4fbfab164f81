using Microsoft.Data.Sqlite;

namespace Pipeline.Ledger.Tables.Sqlite;

/// <summary>Tells a file that holds no database, or a broken one, from other failures.</summary>
internal static class SqliteDamage
{
    // https://www.sqlite.org/rescode.html
    private const int Corrupt = 11;
    private const int NotADatabase = 26;

    /// <summary>Whether a failure says so.</summary>
    public static bool IsShownBy(SqliteException failure) => failure.SqliteErrorCode is Corrupt or NotADatabase;

    /// <summary>What its owner is told.</summary>
    public static LedgerSchemaException Of(string path, SqliteException failure) => new(
        $"{path} is damaged ({failure.Message.TrimEnd('.')}). Restore a backup, or move it away with what lies beside it: the next full run makes a new one "
        + "of what Port holds, and deletes nothing before it has seen everything (docs/operations/ledger.md).",
        failure);
}
