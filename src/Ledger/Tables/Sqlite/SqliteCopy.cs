using Microsoft.Data.Sqlite;

namespace Pipeline.Ledger.Tables.Sqlite;

/// <summary>Copies a ledger as it is at one moment, also while another process writes it.</summary>
public static class SqliteCopy
{
    /// <summary>Copies a file to one that does not exist yet.</summary>
    /// <exception cref="LedgerSchemaException">Another version of this program wrote it.</exception>
    public static void Make(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(to))!);
        using var source = new SqliteFile(from, readOnly: true).Open();
        SqliteSchema.Verify(source, SqliteSchema.Versions);
        using var target = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = to, Pooling = false }.ToString());
        target.Open();
        source.BackupDatabase(target);
    }
}
